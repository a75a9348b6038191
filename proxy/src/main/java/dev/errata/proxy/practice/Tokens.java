package dev.errata.proxy.practice;

import java.util.ArrayList;
import java.util.List;

/// The practice model's tokeniser: cuts a text into pieces of one to five code points, at places that look random and
/// are not.
///
/// Real tokenisers cut inside words too, and a rule must not care; so the cuts fall anywhere, only never inside a code
/// point, as llama-server promises the same. Where they fall depends on the position and the seed alone.
final class Tokens {
    private Tokens() {}

    /// @param seed another one gives other cuts, for instance a choice's index
    static List<String> split(String text, int seed) {
        List<String> tokens = new ArrayList<>();
        int state = seed * 31 + 7;
        int from = 0;
        while (from < text.length()) {
            // A linear congruential generator (Numerical Recipes); only its upper bits are any good.
            state = state * 1664525 + 1013904223;
            int to = from;
            for (int left = 1 + (state >>> 16) % 5; left > 0 && to < text.length(); left--) {
                to += Character.charCount(text.codePointAt(to));
            }
            tokens.add(text.substring(from, to));
            from = to;
        }
        return tokens;
    }

    static int count(String text) {
        return split(text, 0).size();
    }
}
