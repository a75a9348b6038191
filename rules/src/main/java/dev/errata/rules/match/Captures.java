package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the groups of a match whose ends are known.
///
/// The match is the most preferred of all, so it is also the most preferred among the paths that end where it ends;
/// threads that match earlier need not be looked at.
final class Captures {

    private final Program program;
    private final int slots;

    Captures(Program program, int groups) {
        this.program = program;
        this.slots = 2 * groups + 2;
    }

    private static final class Path {
        private final int pc;
        private final int[] saved;

        Path(int pc, int[] saved) {
            this.pc = pc;
            this.saved = saved;
        }
    }

    /// Finds the groups.
    ///
    /// @param match the matched text
    /// @param left context before it
    /// @param right context after it
    /// @return start and end of each group, from the match's start; -1 where a group took no part
    int[] find(String match, int left, int right) {
        int[] none = new int[slots];
        Arrays.fill(none, -1);
        List<Path> threads = List.of(new Path(program.start(), none));
        int before = left;
        for (int at = 0; at < match.length(); ) {
            int c = match.codePointAt(at);
            int after = Context.of(c);
            List<Path> next = new ArrayList<>();
            boolean[] seen = new boolean[program.size()];
            for (Path thread : threads) {
                follow(thread.pc, thread.saved, at, before, after, seen, next);
            }
            at += Character.charCount(c);
            before = after;
            threads = next.stream()
                    .filter(thread -> program.op(thread.pc) == Program.CHARS
                            && program.set(thread.pc).contains(c))
                    .map(thread -> new Path(program.next(thread.pc), thread.saved))
                    .toList();
        }
        List<Path> last = new ArrayList<>();
        boolean[] seen = new boolean[program.size()];
        for (Path thread : threads) {
            follow(thread.pc, thread.saved, match.length(), before, right, seen, last);
        }
        for (Path thread : last) {
            if (program.op(thread.pc) == Program.MATCH) {
                int[] saved = thread.saved.clone();
                saved[0] = 0;
                saved[1] = match.length();
                return saved;
            }
        }
        throw new IllegalStateException("no path through the match \"" + match + "\"");
    }

    private void follow(int from, int[] saved, int at, int left, int right, boolean[] seen, List<Path> found) {
        List<Path> stack = new ArrayList<>();
        stack.add(new Path(from, saved));
        while (!stack.isEmpty()) {
            Path thread = stack.removeLast();
            int pc = thread.pc;
            if (seen[pc]) {
                continue;
            }
            seen[pc] = true;
            switch (program.op(pc)) {
                case Program.SPLIT -> {
                    stack.add(new Path(program.other(pc), thread.saved));
                    stack.add(new Path(program.next(pc), thread.saved));
                }
                case Program.ASSERT -> {
                    if (program.holds(pc, left, right)) {
                        stack.add(new Path(program.next(pc), thread.saved));
                    }
                }
                case Program.SAVE -> {
                    int[] changed = thread.saved.clone();
                    changed[program.other(pc)] = at;
                    stack.add(new Path(program.next(pc), changed));
                }
                default -> found.add(thread);
            }
        }
    }
}
