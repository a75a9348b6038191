package dev.errata.rules.match;

import java.util.Arrays;

/// Follows threads through everything that takes no code point, in order of preference, down to the first match.
final class Closure {

    private final Program program;

    Closure(Program program) {
        this.program = program;
    }

    /// Where threads came to.
    static final class Followed {
        private final int[] takers;
        private final boolean matched;
        private final boolean asserted;

        Followed(int[] takers, boolean matched, boolean asserted) {
            this.takers = takers;
            this.matched = matched;
            this.asserted = asserted;
        }

        /// The instructions reached that take a code point.
        int[] takers() {
            return takers;
        }

        /// Whether a match was reached; nothing of lower preference follows it.
        boolean matched() {
            return matched;
        }

        /// Whether an assertion was met.
        boolean asserted() {
            return asserted;
        }
    }

    /// Follows threads between two neighbours.
    Followed follow(int[] threads, int left, int right) {
        boolean[] seen = new boolean[program.size()];
        int[] stack = new int[16];
        int[] takers = new int[threads.length + 2];
        int count = 0;
        boolean asserted = false;
        for (int thread : threads) {
            int depth = 0;
            stack[depth++] = thread;
            while (depth > 0) {
                int pc = stack[--depth];
                if (seen[pc]) {
                    continue;
                }
                seen[pc] = true;
                if (depth + 2 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                }
                switch (program.op(pc)) {
                    case Program.MATCH -> {
                        return new Followed(Arrays.copyOf(takers, count), true, asserted);
                    }
                    case Program.SPLIT -> {
                        stack[depth++] = program.other(pc);
                        stack[depth++] = program.next(pc);
                    }
                    case Program.ASSERT -> {
                        asserted = true;
                        if (program.holds(pc, left, right)) {
                            stack[depth++] = program.next(pc);
                        }
                    }
                    case Program.SAVE -> stack[depth++] = program.next(pc);
                    default -> {
                        if (count == takers.length) {
                            takers = Arrays.copyOf(takers, 2 * count);
                        }
                        takers[count++] = pc;
                    }
                }
            }
        }
        return new Followed(Arrays.copyOf(takers, count), false, asserted);
    }
}
