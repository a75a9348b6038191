package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of one region, compiled: two tries for literals and words, the regular expressions by what they can begin
/// with, and [Beginnings] to pass over everything else.
///
/// **Thread:** immutable; shared by all lanes.
public final class Machine {

    /// No rules.
    public static final Machine NONE = new Machine(List.of());

    private final CompiledRule[] rules;
    private final LiteralTrie exact = new LiteralTrie(false);
    private final LiteralTrie folded = new LiteralTrie(true);

    private final @Nullable Beginnings beginnings;
    private final boolean hasEdges;

    /// By ASCII character: numbers of the regex rules that can begin with it.
    private final int[][] regexByAscii = new int[128][];

    /// Numbers of the regex rules that can begin with anything else.
    private final int[] regexBeyond;

    private final CodePointSet[] firsts;

    /// Compiles rules that may all match in one region.
    ///
    /// @param rules in any order
    public Machine(List<CompiledRule> rules) {
        this.rules = rules.toArray(new CompiledRule[0]);
        this.firsts = new CodePointSet[this.rules.length];
        Beginnings table = new Beginnings();
        this.beginnings = rules.isEmpty() ? null : table;
        this.hasEdges = rules.stream().anyMatch(CompiledRule::edgeLeft);
        List<List<Integer>> byAscii = new ArrayList<>();
        for (int c = 0; c < 128; c++) {
            byAscii.add(new ArrayList<>());
        }
        List<Integer> beyond = new ArrayList<>();
        for (int number = 0; number < this.rules.length; number++) {
            CompiledRule rule = this.rules[number];
            Regex regex = rule.regex();
            if (regex == null) {
                boolean caseSensitive = rule.rule().matcher().caseSensitive();
                (caseSensitive ? exact : folded).add(rule, number);
                table.add(rule.rule().matcher().pattern(), caseSensitive);
            } else {
                CodePointSet[] places = regex.places(4);
                firsts[number] = places[0];
                for (int c = 0; c < 128; c++) {
                    if (places[0].contains(c)) {
                        byAscii.get(c).add(number);
                    }
                }
                if (places[0].intersects(128, Character.MAX_CODE_POINT)) {
                    beyond.add(number);
                }
                table.add(places);
            }
        }
        Arrays.setAll(regexByAscii, c -> numbers(byAscii.get(c)));
        regexBeyond = numbers(beyond);
    }

    private static int[] numbers(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Whether any rule asks for a word's edge at its left.
    boolean hasEdges() {
        return hasEdges;
    }

    CompiledRule[] rules() {
        return rules;
    }

    LiteralTrie trie(boolean ofFolded) {
        return ofFolded ? folded : exact;
    }

    /// The regex rules worth asking where a code point stands.
    int[] regexes(int codePoint) {
        return codePoint < 128 ? regexByAscii[codePoint] : regexBeyond;
    }

    /// Whether a regex rule can begin with a code point between two, both inclusive.
    boolean canBegin(int number, int first, int last) {
        return firsts[number].intersects(first, last);
    }

    /// The first position at or after `from`, before `to`, where a match may begin; `to` if there is none.
    public long skip(LaneText text, long from, long to) {
        if (beginnings == null) {
            return to;
        }
        long base = text.base();
        return base
                + beginnings.find(text.units(), (int) (from - base), (int) (to - base), (int) (text.limit() - base));
    }
}
