package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds out with which texts the matches of a regular expression begin: every match begins, but for case, with one of
/// them. Where there are few and long ones, looking for them is cheaper than running the expression everywhere.
final class Prefixes {

    /// Shorter ones stand nearly everywhere.
    private static final int LEAST_LENGTH = 3;

    private static final int MOST_LENGTH = 16;
    private static final int MOST_TEXTS = 16;

    /// More folded code points than this at one place are no text.
    private static final int MOST_WAYS = 4;

    private final Program program;

    private Prefixes(Program program) {
        this.program = program;
    }

    /// The texts, folded; none if they would be too many or too short.
    static List<String> of(Program program) {
        return new Prefixes(program).texts();
    }

    /// A text, and the threads that are alive after it.
    ///
    /// @param last whether it cannot be made longer
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Begun(String text, int[] threads, boolean last) {}

    private List<String> texts() {
        List<Begun> known = List.of(new Begun("", new int[] {program.start()}, false));
        for (int length = 0; length < MOST_LENGTH; length++) {
            List<Begun> longer = new ArrayList<>();
            for (Begun begun : known) {
                extend(begun, longer);
            }
            if (longer.size() > MOST_TEXTS) {
                break;
            }
            known = longer;
        }
        boolean wild =
                known.stream().anyMatch(begun -> begun.text.codePointCount(0, begun.text.length()) < LEAST_LENGTH);
        return wild ? List.of() : known.stream().map(Begun::text).distinct().toList();
    }

    private void extend(Begun begun, List<Begun> longer) {
        if (begun.last) {
            longer.add(begun);
            return;
        }
        int[] reached = reach(begun.threads);
        Set<Integer> ways = new TreeSet<>();
        boolean last = reached.length == 0;
        for (int pc : reached) {
            last |= program.op(pc) == Program.MATCH || !ways(program.set(pc), ways);
        }
        if (last) {
            longer.add(new Begun(begun.text, begun.threads, true));
            return;
        }
        for (int way : ways) {
            int[] orbit = Folding.orbit(way);
            int[] threads = Arrays.stream(reached)
                    .filter(pc -> Arrays.stream(orbit).anyMatch(program.set(pc)::contains))
                    .map(program::next)
                    .toArray();
            longer.add(new Begun(begun.text + Character.toString(way), threads, false));
        }
    }

    /// Adds the folded members of a set.
    ///
    /// @return false if they are too many, or halves of pairs
    private static boolean ways(CodePointSet set, Set<Integer> ways) {
        if (set.intersects(Character.MIN_SURROGATE, Character.MAX_SURROGATE)) {
            return false;
        }
        for (int range = 0; range < set.rangeCount(); range++) {
            if (set.last(range) - set.first(range) > 2 * MOST_WAYS) {
                return false;
            }
            for (int c = set.first(range); c <= set.last(range); c++) {
                ways.add(Folding.fold(c));
            }
            if (ways.size() > MOST_WAYS) {
                return false;
            }
        }
        return true;
    }

    /// Follows threads as if every assertion held.
    private int[] reach(int[] threads) {
        boolean[] seen = new boolean[program.size()];
        List<Integer> stack = new ArrayList<>(Arrays.stream(threads).boxed().toList());
        List<Integer> reached = new ArrayList<>();
        while (!stack.isEmpty()) {
            int pc = stack.removeLast();
            if (!seen[pc]) {
                seen[pc] = true;
                switch (program.op(pc)) {
                    case Program.SPLIT -> {
                        stack.add(program.next(pc));
                        stack.add(program.other(pc));
                    }
                    case Program.ASSERT, Program.SAVE -> stack.add(program.next(pc));
                    default -> reached.add(pc);
                }
            }
        }
        return reached.stream().mapToInt(Integer::intValue).toArray();
    }
}
