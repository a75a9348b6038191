package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A regular expression as instructions for a set of threads, in order of preference (Thompson, Pike).
///
/// An instruction's continuation is written before it, so that outside loops `next` is the smaller number.
///
/// **Source:** R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009.
final class Program {

    /// RE2 bounds its programs by memory; ours keeps one step of the threads cheap.
    static final int MAX_SIZE = 50_000;

    static final byte MATCH = 0;

    /// Takes one code point of [#set].
    static final byte CHARS = 1;

    /// Goes on at `next`, or with lower preference at `other`.
    static final byte SPLIT = 2;

    /// Goes on if its assertion holds.
    static final byte ASSERT = 3;

    /// Notes the position in slot `other`.
    static final byte SAVE = 4;

    private byte[] op = new byte[16];
    private int[] next = new int[16];
    private int[] other = new int[16];
    private final List<CodePointSet> sets = new ArrayList<>();
    private final Map<CodePointSet, Integer> setNumbers = new HashMap<>();
    private final List<Assertion> assertions = new ArrayList<>();
    private int size;
    private int start;

    private Program() {}

    /// Writes a program; null if it would be too large.
    static @Nullable Program write(Node root) {
        Program program = new Program();
        try {
            int match = program.add(MATCH, -1, -1);
            program.start = program.write(root, match);
        } catch (TooLarge tooLarge) {
            return null;
        }
        return program;
    }

    int size() {
        return size;
    }

    int start() {
        return start;
    }

    /// Whether any instruction looks at neighbours.
    boolean asserts() {
        return !assertions.isEmpty();
    }

    byte op(int pc) {
        return op[pc];
    }

    int next(int pc) {
        return next[pc];
    }

    int other(int pc) {
        return other[pc];
    }

    CodePointSet set(int pc) {
        return sets.get(other[pc]);
    }

    /// All different sets, by the number that is `other` of a [#CHARS].
    List<CodePointSet> sets() {
        return sets;
    }

    boolean holds(int pc, int left, int right) {
        return assertions.get(other[pc]).holds(left, right);
    }

    private int add(byte newOp, int newNext, int newOther) throws TooLarge {
        if (size == MAX_SIZE) {
            throw new TooLarge();
        }
        if (size == op.length) {
            op = Arrays.copyOf(op, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
            other = Arrays.copyOf(other, 2 * size);
        }
        op[size] = newOp;
        next[size] = newNext;
        other[size] = newOther;
        return size++;
    }

    /// Writes a node that goes on at `then`.
    ///
    /// @return where it begins
    private int write(Node node, int then) throws TooLarge {
        return switch (node) {
            case Node.Empty() -> then;
            case Node.Chars(CodePointSet set) -> add(CHARS, then, intern(set));
            case Node.Assert(Assertion assertion) -> {
                assertions.add(assertion);
                yield add(ASSERT, then, assertions.size() - 1);
            }
            case Node.Concat(List<Node> parts) -> {
                int at = then;
                for (Node part : parts.reversed()) {
                    at = write(part, at);
                }
                yield at;
            }
            case Node.Alternate(List<Node> choices) -> {
                int at = write(choices.getLast(), then);
                for (Node choice : choices.reversed().subList(1, choices.size())) {
                    at = add(SPLIT, write(choice, then), at);
                }
                yield at;
            }
            case Node.Group(int number, Node body) -> {
                int end = add(SAVE, then, 2 * number + 1);
                yield add(SAVE, write(body, end), 2 * number);
            }
            case Node.Repeat repeat -> repeat(repeat, then);
        };
    }

    private int intern(CodePointSet set) {
        Integer known = setNumbers.putIfAbsent(set, sets.size());
        if (known != null) {
            return known;
        }
        sets.add(set);
        return sets.size() - 1;
    }

    private int repeat(Node.Repeat repeat, int then) throws TooLarge {
        Node body = repeat.body();
        boolean greedy = repeat.greedy();
        if (repeat.max() < 0) {
            if (repeat.min() == 0) {
                // A body that can be empty must not be entered a second time without taking something, or it would hide
                // the way out behind its own start: (|a)* would prefer a to nothing. RE2 writes (x+)? for it, too.
                return body.nullable() ? optional(plus(body, greedy, then), then, greedy) : star(body, greedy, then);
            }
            int at = plus(body, greedy, then);
            for (int i = 1; i < repeat.min(); i++) {
                at = write(body, at);
            }
            return at;
        }
        int at = then;
        for (int i = repeat.min(); i < repeat.max(); i++) {
            at = optional(write(body, at), then, greedy);
        }
        for (int i = 0; i < repeat.min(); i++) {
            at = write(body, at);
        }
        return at;
    }

    private int optional(int body, int then, boolean greedy) throws TooLarge {
        return greedy ? add(SPLIT, body, then) : add(SPLIT, then, body);
    }

    private int star(Node body, boolean greedy, int then) throws TooLarge {
        int loop = add(SPLIT, then, then);
        int begin = write(body, loop);
        close(loop, begin, greedy);
        return loop;
    }

    private int plus(Node body, boolean greedy, int then) throws TooLarge {
        int loop = add(SPLIT, then, then);
        int begin = write(body, loop);
        close(loop, begin, greedy);
        return begin;
    }

    private void close(int loop, int begin, boolean greedy) {
        if (greedy) {
            next[loop] = begin;
        } else {
            other[loop] = begin;
        }
    }

    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;
    }
}
