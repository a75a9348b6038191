package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;

/// Remembers the file that a search and replace block is for: the path alone on one of the three lines above it, or
/// else the one of the block before.
///
/// **Source:** Aider's `editblock_coder.py`.
final class RecentPath {

    private static final int LINES = 3;

    private String language = "";
    private String last = "";
    private int age = LINES;

    /// A line ended.
    void line(LaneText text, long from, long to) {
        String named = PathLine.language(text, from, to);
        if (named.isEmpty()) {
            age++;
        } else {
            language = named;
            age = 0;
        }
    }

    /// The language of the block that begins now, empty if no file was named.
    String language() {
        if (age < LINES) {
            last = language;
        }
        return last;
    }
}
