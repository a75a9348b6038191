package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The code points, parted into classes that none of some sets can tell apart.
final class Alphabet {

    private final short[] ascii = new short[128];

    /// First code point of each stretch of one class.
    private final int[] firsts;

    private final int[] classes;

    /// By class: which sets hold it.
    private final BitSet[] members;

    private final int[] contexts;

    /// @param sets the sets that [#contains] can be asked about, by their place in the list
    /// @param asserts whether the contexts of neighbours matter
    Alphabet(List<CodePointSet> sets, boolean asserts) {
        List<CodePointSet> all = new ArrayList<>(sets);
        if (asserts) {
            all.add(Context.NEWLINES);
            all.add(Context.WORDS);
        }
        firsts = borders(all);
        classes = new int[firsts.length];
        int count = 1;
        for (CodePointSet set : all) {
            count = part(set, count);
        }
        members = new BitSet[count];
        contexts = new int[count];
        int[] example = new int[count];
        for (int i = 0; i < firsts.length; i++) {
            example[classes[i]] = firsts[i];
        }
        for (int symbol = 0; symbol < count; symbol++) {
            members[symbol] = new BitSet(sets.size());
            for (int s = 0; s < sets.size(); s++) {
                members[symbol].set(s, sets.get(s).contains(example[symbol]));
            }
            contexts[symbol] = asserts ? Context.of(example[symbol]) : Context.OTHER;
        }
        for (int c = 0; c < 128; c++) {
            ascii[c] = (short) search(c);
        }
    }

    private static int[] borders(List<CodePointSet> sets) {
        int[] borders = new int[64];
        int count = 1;
        for (CodePointSet set : sets) {
            for (int i = 0; i < set.rangeCount(); i++) {
                if (count + 2 > borders.length) {
                    borders = Arrays.copyOf(borders, 2 * borders.length);
                }
                borders[count++] = set.first(i);
                borders[count++] = set.last(i) + 1;
            }
        }
        return Arrays.stream(borders, 0, count)
                .filter(c -> c <= Character.MAX_CODE_POINT)
                .sorted()
                .distinct()
                .toArray();
    }

    /// Parts every class into what a set holds of it and what not.
    private int part(CodePointSet set, int known) {
        int count = known;
        int range = 0;
        Map<Integer, Integer> inside = new HashMap<>();
        boolean[] outside = new boolean[known];
        boolean[] held = new boolean[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            while (range < set.rangeCount() && set.last(range) < firsts[i]) {
                range++;
            }
            held[i] = range < set.rangeCount() && set.first(range) <= firsts[i];
            outside[classes[i]] |= !held[i];
        }
        for (int i = 0; i < firsts.length; i++) {
            if (held[i] && outside[classes[i]]) {
                Integer other = inside.get(classes[i]);
                if (other == null) {
                    other = count++;
                    inside.put(classes[i], other);
                }
                classes[i] = other;
            }
        }
        return count;
    }

    int size() {
        return members.length;
    }

    /// The class of a code point.
    int of(int codePoint) {
        return codePoint < 128 ? ascii[codePoint] : search(codePoint);
    }

    /// What an assertion sees of a class's members; [Context#OTHER] for all where contexts do not matter.
    int context(int symbol) {
        return contexts[symbol];
    }

    boolean contains(int set, int symbol) {
        return members[symbol].get(set);
    }

    private int search(int codePoint) {
        int i = Arrays.binarySearch(firsts, codePoint);
        return classes[i >= 0 ? i : -i - 2];
    }
}
