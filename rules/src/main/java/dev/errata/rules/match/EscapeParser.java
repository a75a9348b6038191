package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// What a backslash can begin, in and out of brackets.
///
/// **Source:** RE2's syntax page; what it does not list is refused, with a hint where the wish is clear.
final class EscapeParser {

    private static final CodePointSet DIGITS = CodePointSet.ofRanges('0', '9');
    private static final CodePointSet SPACES = CodePointSet.ofRanges('\t', '\n', '\f', '\r', ' ', ' ');

    private final PatternReader reader;

    EscapeParser(PatternReader reader) {
        this.reader = reader;
    }

    /// A class such as `\d` or `\p{Greek}`.
    ///
    /// @return null if something else follows; then nothing is taken
    @Nullable
    CodePointSet classEscape(boolean fold) throws SyntaxException {
        int start = reader.position();
        if (!reader.skip("\\")) {
            return null;
        }
        CodePointSet set = switch (reader.next()) {
            case 'd' -> signed(DIGITS, fold, false);
            case 'D' -> signed(DIGITS, fold, true);
            case 's' -> signed(SPACES, fold, false);
            case 'S' -> signed(SPACES, fold, true);
            case 'w' -> signed(Context.WORDS, fold, false);
            case 'W' -> signed(Context.WORDS, fold, true);
            case 'p' -> unicodeClass(start, fold, false);
            case 'P' -> unicodeClass(start, fold, true);
            default -> null;
        };
        if (set == null) {
            reader.back(start);
        }
        return set;
    }

    /// Other cases are added before the negation, so that a negated class keeps out all cases of what it names.
    static CodePointSet signed(CodePointSet set, boolean fold, boolean negated) {
        CodePointSet closed = fold ? Folding.close(set) : set;
        return negated ? closed.negate() : closed;
    }

    private CodePointSet unicodeClass(int start, boolean fold, boolean negated) throws SyntaxException {
        String name;
        boolean sign = negated;
        if (reader.skip("{")) {
            sign ^= reader.skip("^");
            name = reader.takeUntil("}");
            if (name == null) {
                throw new SyntaxException(start, "the Unicode class has no closing }; write for example \\p{Greek}");
            }
        } else {
            int c = reader.next();
            name = c < 0 ? "" : Character.toString(c);
        }
        String asked = name;
        CodePointSet set = UnicodeClasses.named(asked)
                .orElseThrow(() -> new SyntaxException(
                        start,
                        "there is no Unicode class \"" + asked
                                + "\"; use a category such as L, Lu or Nd, or a script such as Greek"));
        return signed(set, fold, sign);
    }

    /// A single code point, such as `\n`, `\x{1F600}` or `\.`.
    int codePoint() throws SyntaxException {
        int start = reader.position();
        reader.next();
        int c = reader.next();
        if (c == -1) {
            throw new SyntaxException(start, "the pattern ends with a single \\; write \\\\ for a backslash");
        }
        return switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case 'x' -> hexadecimal(start);
            case '0' -> octal(0);
            case '1', '2', '3', '4', '5', '6', '7' -> {
                int second = reader.peek();
                if (second < '0' || second > '7') {
                    throw backReference(start, c);
                }
                yield octal(c - '0');
            }
            case '8', '9' -> throw backReference(start, c);
            default -> {
                if (c >= 128 || Character.isLetterOrDigit(c)) {
                    throw new SyntaxException(start, "\\" + Character.toString(c) + " is not known" + hint(c));
                }
                yield c;
            }
        };
    }

    private static SyntaxException backReference(int start, int digit) {
        return new SyntaxException(
                start,
                "back-references such as \\" + (char) digit
                        + " are not supported; write what should stand there once more (in a replacement use $"
                        + (char) digit + ")");
    }

    private static String hint(int c) {
        return switch (c) {
            case 'C' -> ": text has no single bytes; use . for one character";
            case 'Z' -> "; use \\z for the end of the text, or \\n?\\z";
            case 'b', 'B', 'A', 'z' -> " inside brackets; put it before or after them";
            case 'd', 'D', 's', 'S', 'w', 'W', 'p', 'P' ->
                " as the end of a range; put a - first or last in the brackets";
            case 'h' -> "; use [ \\t]";
            case 'R' -> "; use (?:\\r\\n|\\n|\\r)";
            case 'X' -> "; use \\PM\\pM*";
            case 'G', 'K' -> "; match the text before as a group and put it back with $1";
            case 'k', 'g' -> ": back-references are not supported; write what should stand there once more";
            case 'u', 'U' -> "; use \\x{...} for a code point";
            case 'e' -> "; use \\x1B";
            case 'E' -> " without \\Q before it";
            default -> c < 128 ? "; leave out the \\" : ": only ASCII punctuation may follow a \\; leave it out";
        };
    }

    private int octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && reader.peek() >= '0' && reader.peek() <= '7'; i++) {
            value = 8 * value + reader.next() - '0';
        }
        return value;
    }

    private int hexadecimal(int start) throws SyntaxException {
        int value = 0;
        if (reader.skip("{")) {
            int digits = 0;
            while (!reader.skip("}")) {
                value = 16 * value + hexDigit(start);
                digits++;
                if (value > Character.MAX_CODE_POINT) {
                    throw new SyntaxException(start, "the largest code point is \\x{10FFFF}");
                }
            }
            if (digits == 0) {
                throw new SyntaxException(start, "\\x{} names no code point; write for example \\x{1F600}");
            }
            return value;
        }
        return 16 * hexDigit(start) + hexDigit(start);
    }

    private int hexDigit(int start) throws SyntaxException {
        int c = reader.next();
        int digit = c >= 0 && c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            throw new SyntaxException(start, "\\x needs two hexadecimal digits, or any number in braces: \\x{1F600}");
        }
        return digit;
    }
}
