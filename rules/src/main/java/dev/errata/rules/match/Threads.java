package dev.errata.rules.match;

import java.util.Arrays;
import java.util.BitSet;

/// A growing set of a [Union]'s threads.
final class Threads {

    private final Union union;
    private final BitSet passed = new BitSet();
    private int[] members = new int[16];
    private int[] stack = new int[16];
    private int size;

    Threads(Union union) {
        this.union = union;
    }

    int size() {
        return size;
    }

    int get(int i) {
        return members[i];
    }

    void add(int thread) {
        if (size == members.length) {
            members = Arrays.copyOf(members, 2 * size);
        }
        members[size++] = thread;
    }

    /// Adds what a thread comes to without taking a code point and without looking at neighbours.
    void reach(int thread) {
        go(thread, false, 0, 0);
    }

    /// Adds what a thread comes to between two neighbours.
    void follow(int thread, int left, int right) {
        go(thread, true, left, right);
    }

    private void go(int thread, boolean looks, int left, int right) {
        int part = union.part(thread);
        int base = union.base(part);
        Program program = union.program(part);
        int depth = 0;
        int pc = thread - base;
        while (true) {
            byte op = program.op(pc);
            if (op == Program.CHARS || op == Program.MATCH || (op == Program.ASSERT && !looks)) {
                add(base + pc);
            } else if (!passed.get(base + pc)) {
                passed.set(base + pc);
                if (op != Program.ASSERT || program.holds(pc, left, right)) {
                    if (op == Program.SPLIT) {
                        if (depth == stack.length) {
                            stack = Arrays.copyOf(stack, 2 * depth);
                        }
                        stack[depth++] = program.other(pc);
                    }
                    pc = program.next(pc);
                    continue;
                }
            }
            if (depth == 0) {
                return;
            }
            pc = stack[--depth];
        }
    }

    /// The members in order, each once.
    int[] sorted() {
        Arrays.sort(members, 0, size);
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || members[i] != members[i - 1]) {
                members[count++] = members[i];
            }
        }
        size = count;
        return Arrays.copyOf(members, count);
    }
}
