package dev.errata.rules.match;

import java.util.Arrays;

/// For every instruction and every pair of neighbours: the fewest UTF-16 units that still have to come for a match.
///
/// This is what makes the hold-back the least one: a thread that no continuation can bring to a match (`a$b`, `x\by`, a
/// class with no members, a window too short for what is missing) is not alive. One inexactness is left on purpose: a
/// lone surrogate counts as one unit even where the next one would join it to a pair.
final class Futures {

    /// Never.
    static final int NEVER = Integer.MAX_VALUE;

    /// Never, as stored: more than the units of the longest shortest match that a program's size allows.
    private static final char STORED_NEVER = Character.MAX_VALUE;

    private final char[] units;

    /// By set, then context: units that a member of it takes there.
    private final int[] cost;

    Futures(Program program) {
        units = new char[program.size() * 16];
        Arrays.fill(units, STORED_NEVER);
        cost = new int[program.sets().size() * Context.COUNT];
        for (int i = 0; i < program.sets().size(); i++) {
            CodePointSet set = program.sets().get(i);
            cost[4 * i + Context.EDGE] = NEVER;
            cost[4 * i + Context.NEWLINE] = units(set, Context.NEWLINES);
            cost[4 * i + Context.WORD] = units(set, Context.WORDS);
            cost[4 * i + Context.OTHER] = units(set, Context.OTHERS);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int pc = 0; pc < program.size(); pc++) {
                changed |= relax(program, pc);
            }
        }
    }

    /// From before `pc`, between two neighbours, to a match; 0 if it matches here.
    int units(int pc, int left, int right) {
        char stored = units[16 * pc + 4 * left + right];
        return stored == STORED_NEVER ? NEVER : stored;
    }

    private static int units(CodePointSet set, CodePointSet context) {
        for (int i = 0; i < set.rangeCount(); i++) {
            for (int j = 0; j < context.rangeCount(); j++) {
                int first = Math.max(set.first(i), context.first(j));
                if (first <= Math.min(set.last(i), context.last(j))) {
                    // Ranges are sorted: the first common member is the smallest.
                    return Character.charCount(first);
                }
            }
        }
        return NEVER;
    }

    private boolean relax(Program program, int pc) {
        boolean changed = false;
        for (int left = 0; left < Context.COUNT; left++) {
            for (int right = 0; right < Context.COUNT; right++) {
                int now = least(program, pc, left, right);
                int at = 16 * pc + 4 * left + right;
                if (now < units[at]) {
                    units[at] = (char) now;
                    changed = true;
                }
            }
        }
        return changed;
    }

    private int least(Program program, int pc, int left, int right) {
        return switch (program.op(pc)) {
            case Program.MATCH -> 0;
            case Program.SPLIT -> Math.min(units(program.next(pc), left, right), units(program.other(pc), left, right));
            case Program.ASSERT -> program.holds(pc, left, right) ? units(program.next(pc), left, right) : NEVER;
            case Program.SAVE -> units(program.next(pc), left, right);
            default -> {
                int taken = cost[4 * program.other(pc) + right];
                int rest = NEVER;
                for (int then = 0; then < Context.COUNT && taken != NEVER; then++) {
                    rest = Math.min(rest, units(program.next(pc), right, then));
                }
                yield rest == NEVER ? NEVER : taken + rest;
            }
        };
    }
}
