package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The code points, parted into classes that a program cannot tell apart.
final class Alphabet {

    private final short[] ascii = new short[128];

    /// First code point of each stretch of one class.
    private final int[] firsts;

    private final int[] classes;

    /// By class: which sets hold it.
    private final List<BitSet> members = new ArrayList<>();

    private int[] contexts = new int[0];

    Alphabet(Program program) {
        TreeSet<Integer> borders = new TreeSet<>();
        borders.add(0);
        List<CodePointSet> sets = new ArrayList<>(program.sets());
        if (program.asserts()) {
            sets.add(Context.NEWLINES);
            sets.add(Context.WORDS);
        }
        for (CodePointSet set : sets) {
            for (int i = 0; i < set.rangeCount(); i++) {
                borders.add(set.first(i));
                borders.add(set.last(i) + 1);
            }
        }
        borders.remove(Character.MAX_CODE_POINT + 1);
        firsts = borders.stream().mapToInt(Integer::intValue).toArray();
        classes = new int[firsts.length];
        Map<BitSet, Integer> known = new HashMap<>();
        for (int i = 0; i < firsts.length; i++) {
            BitSet signature = new BitSet();
            for (int s = 0; s < sets.size(); s++) {
                signature.set(s, sets.get(s).contains(firsts[i]));
            }
            Integer number = known.get(signature);
            if (number == null) {
                number = members.size();
                known.put(signature, number);
                members.add(signature);
                contexts = Arrays.copyOf(contexts, number + 1);
                contexts[number] = program.asserts() ? Context.of(firsts[i]) : Context.OTHER;
            }
            classes[i] = number;
        }
        for (int c = 0; c < 128; c++) {
            ascii[c] = (short) search(c);
        }
    }

    int size() {
        return members.size();
    }

    /// The class of a code point.
    int of(int codePoint) {
        return codePoint < 128 ? ascii[codePoint] : search(codePoint);
    }

    /// What an assertion sees of a class's members; [Context#OTHER] for all where the program has no assertion.
    int context(int symbol) {
        return contexts[symbol];
    }

    boolean contains(int set, int symbol) {
        return members.get(symbol).get(set);
    }

    private int search(int codePoint) {
        int i = Arrays.binarySearch(firsts, codePoint);
        return classes[i >= 0 ? i : -i - 2];
    }
}
