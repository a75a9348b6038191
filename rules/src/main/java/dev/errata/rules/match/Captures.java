package dev.errata.rules.match;

import java.util.Arrays;
import java.util.BitSet;

/// Finds the groups of a match whose ends are known.
///
/// The match is the most preferred of all, so it is also the most preferred among the paths that end where it ends;
/// threads that match earlier need not be looked at. Paths are tried in order of preference, and none is entered twice
/// at the same place, so it takes at most program x match steps.
///
/// **Source:** R. Cox, "Regular Expression Matching in the Wild", 2010, on backtracking with a bitmap.
final class Captures {

    private final Program program;
    private final String match;
    private final int left;
    private final int right;
    private final BitSet entered = new BitSet();
    private final int[] slots;

    /// What is to be tried if the path in hand fails: an instruction and a position, or a slot to be set back (as its
    /// complement) and its value.
    private int[] todo = new int[32];

    private int size;

    /// @param match the matched text
    /// @param left context before it
    /// @param right context after it
    Captures(Program program, int groups, String match, int left, int right) {
        this.program = program;
        this.match = match;
        this.left = left;
        this.right = right;
        this.slots = new int[2 * groups + 2];
    }

    /// Finds the groups.
    ///
    /// @return start and end of each group, from the match's start; -1 where a group took no part
    int[] find() {
        Arrays.fill(slots, -1);
        push(program.start(), 0);
        while (size > 0) {
            int at = todo[--size];
            int pc = todo[--size];
            if (pc < 0) {
                slots[~pc] = at;
            } else if (follow(pc, at)) {
                slots[0] = 0;
                slots[1] = match.length();
                return slots;
            }
        }
        throw new IllegalStateException("no path through the match \"" + match + "\"");
    }

    private void push(int pc, int at) {
        if (size + 2 > todo.length) {
            todo = Arrays.copyOf(todo, 2 * todo.length);
        }
        todo[size++] = pc;
        todo[size++] = at;
    }

    private boolean follow(int from, int start) {
        int pc = from;
        int at = start;
        while (true) {
            int place = pc * (match.length() + 1) + at;
            if (entered.get(place)) {
                return false;
            }
            entered.set(place);
            switch (program.op(pc)) {
                case Program.MATCH -> {
                    return at == match.length();
                }
                case Program.CHARS -> {
                    if (at == match.length()) {
                        return false;
                    }
                    int c = match.codePointAt(at);
                    if (!program.set(pc).contains(c)) {
                        return false;
                    }
                    at += Character.charCount(c);
                }
                case Program.SPLIT -> push(program.other(pc), at);
                case Program.ASSERT -> {
                    if (!program.holds(pc, before(at), after(at))) {
                        return false;
                    }
                }
                default -> {
                    int slot = program.other(pc);
                    push(~slot, slots[slot]);
                    slots[slot] = at;
                }
            }
            pc = program.next(pc);
        }
    }

    private int before(int at) {
        return at == 0 ? left : Context.of(match.charAt(at - 1));
    }

    private int after(int at) {
        return at == match.length() ? right : Context.of(match.charAt(at));
    }
}
