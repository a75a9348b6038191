package dev.errata.rules.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/// Makes random patterns over an alphabet.
public final class PatGenerator {

    private static final IntPredicate WORD =
            c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';

    private final Random random;
    private final String alphabet;
    private int groups;

    public PatGenerator(Random random, String alphabet) {
        this.random = random;
        this.alphabet = alphabet;
    }

    public int groups() {
        return groups;
    }

    public static boolean isWord(int c) {
        return WORD.test(c);
    }

    /// A pattern that always takes something.
    public Pat next() {
        Pat pat;
        do {
            groups = 0;
            pat = alternation(3);
        } while (pat.nullable() || (pat.source().length() > 60));
        return pat;
    }

    private Pat alternation(int depth) {
        if (random.nextInt(4) > 0) {
            return sequence(depth);
        }
        List<Pat> choices = new ArrayList<>();
        for (int i = 2 + random.nextInt(2); i > 0; i--) {
            choices.add(sequence(depth));
        }
        return new Pat.Alt(choices);
    }

    private Pat sequence(int depth) {
        List<Pat> parts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            parts.add(piece(depth));
        }
        return new Pat.Cat(parts);
    }

    private Pat piece(int depth) {
        int kind = random.nextInt(12);
        if (kind == 0) {
            return edge();
        }
        Pat atom = depth > 0 && kind < 4 ? inner(depth) : chars();
        if (random.nextInt(3) > 0 || atom.nullable()) {
            return atom;
        }
        boolean greedy = random.nextInt(3) > 0;
        String lazy = greedy ? "" : "?";
        int min = random.nextInt(3);
        int max = Math.max(1, min + random.nextInt(3));
        return switch (random.nextInt(5)) {
            case 0 -> new Pat.Rep(atom, 0, -1, greedy, "*" + lazy);
            case 1 -> new Pat.Rep(atom, 1, -1, greedy, "+" + lazy);
            case 2 -> new Pat.Rep(atom, 0, 1, greedy, "?" + lazy);
            case 3 -> new Pat.Rep(atom, min, -1, greedy, "{" + min + ",}" + lazy);
            default -> new Pat.Rep(atom, min, max, greedy, "{" + min + "," + max + "}" + lazy);
        };
    }

    private Pat inner(int depth) {
        if (random.nextBoolean()) {
            int number = ++groups;
            return new Pat.Grp(number, alternation(depth - 1));
        }
        Pat pat = alternation(depth - 1);
        return pat instanceof Pat.Alt ? new Pat.Cat(List.of(pat)) : pat;
    }

    private int any() {
        int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
        return alphabet.codePointAt(alphabet.offsetByCodePoints(0, at));
    }

    private static String quote(int c) {
        return "\\x{" + Integer.toHexString(c) + "}";
    }

    private Pat chars() {
        int a = any();
        int b = any();
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        return switch (random.nextInt(14)) {
            case 0 -> new Pat.Chars(".", c -> c != '\n');
            case 1 -> new Pat.Chars("[" + quote(a) + quote(b) + "]", c -> c == a || c == b);
            case 2 -> new Pat.Chars("[^" + quote(a) + quote(b) + "]", c -> c != a && c != b);
            case 3 -> new Pat.Chars("[" + quote(low) + "-" + quote(high) + "]", c -> c >= low && c <= high);
            case 4 -> new Pat.Chars("\\w", WORD);
            case 5 -> new Pat.Chars("\\W", WORD.negate());
            case 6 -> new Pat.Chars("\\s", c -> c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f');
            case 7 -> new Pat.Chars("(?s:.)", c -> true);
            default -> new Pat.Chars(quote(a), c -> c == a);
        };
    }

    private Pat edge() {
        return switch (random.nextInt(7)) {
            case 0 -> new Pat.Edge("^", (left, right) -> left < 0);
            case 1 -> new Pat.Edge("$", (left, right) -> right < 0);
            case 2 -> new Pat.Edge("(?m:^)", (left, right) -> left < 0 || left == '\n');
            case 3 -> new Pat.Edge("(?m:$)", (left, right) -> right < 0 || right == '\n');
            case 4 -> new Pat.Edge("\\B", (left, right) -> WORD.test(left) == WORD.test(right));
            default -> new Pat.Edge("\\b", (left, right) -> WORD.test(left) != WORD.test(right));
        };
    }
}
