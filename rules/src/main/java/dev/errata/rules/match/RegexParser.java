package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses RE2's language (its Perl-like default flags: `^` and `$` are the text's ends unless `(?m)`, `.` is not a
/// newline unless `(?s)`).
///
/// | limit | value | why |
/// |---|---|---|
/// | repeat count, nested counts multiplied | 1000 | RE2's |
/// | nesting of groups | 200 | the parser recurses; RE2 allows 1000 |
///
/// **Source:** RE2's syntax page and the behaviour of its parser where the page is silent.
final class RegexParser {

    static final int MAX_REPEAT = 1000;
    private static final int MAX_DEPTH = 200;

    private static final int FOLD = 1;
    private static final int DOT_ALL = 2;
    private static final int MULTI_LINE = 4;
    private static final int SWAP_GREED = 8;

    private final PatternReader reader;
    private final EscapeParser escapes;
    private final BracketParser brackets;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private int flags;
    private int groups;
    private int depth;

    private RegexParser(String pattern, boolean caseSensitive) {
        this.reader = new PatternReader(pattern);
        this.escapes = new EscapeParser(reader);
        this.brackets = new BracketParser(reader, escapes);
        this.flags = caseSensitive ? 0 : FOLD;
    }

    /// A pattern that is one.
    ///
    /// @param groups number of capturing groups
    record Parsed(Node root, int groups, Map<String, Integer> names) {}

    static Parsed parse(String pattern, boolean caseSensitive) throws SyntaxException {
        RegexParser parser = new RegexParser(pattern, caseSensitive);
        Node root = parser.alternation();
        if (parser.reader.more()) {
            throw new SyntaxException(
                    parser.reader.position(), "there is no ( for this ); remove it, or write \\) for the character");
        }
        return new Parsed(root, parser.groups, Map.copyOf(parser.names));
    }

    private Node alternation() throws SyntaxException {
        List<Node> choices = new ArrayList<>();
        choices.add(concatenation());
        while (reader.skip("|")) {
            choices.add(concatenation());
        }
        return choices.size() == 1 ? choices.getFirst() : new Node.Alternate(List.copyOf(choices));
    }

    private Node concatenation() throws SyntaxException {
        List<Node> parts = new ArrayList<>();
        boolean repeatable = false;
        while (reader.more() && reader.peek() != '|' && reader.peek() != ')') {
            int start = reader.position();
            if (repetition(start, repeatable, parts)) {
                repeatable = false;
            } else {
                atom(start, parts);
                repeatable = !parts.isEmpty();
            }
        }
        return switch (parts.size()) {
            case 0 -> new Node.Empty();
            case 1 -> parts.getFirst();
            default -> new Node.Concat(List.copyOf(parts));
        };
    }

    /// Applies `*`, `+`, `?` or `{n,m}` to the last part, if one of them stands here.
    private boolean repetition(int start, boolean repeatable, List<Node> parts) throws SyntaxException {
        int min;
        int max;
        if (reader.skip("*")) {
            min = 0;
            max = -1;
        } else if (reader.skip("+")) {
            min = 1;
            max = -1;
        } else if (reader.skip("?")) {
            min = 0;
            max = 1;
        } else if (reader.skip("{")) {
            min = reader.number();
            max = min;
            if (min >= 0 && reader.skip(",")) {
                max = reader.number();
            }
            if (min < 0 || !reader.skip("}")) {
                reader.back(start);
                return false;
            }
            checkCounts(start, min, max);
        } else {
            return false;
        }
        String operator = reader.since(start);
        if (!repeatable) {
            throw notRepeatable(start, operator);
        }
        boolean lazy = reader.skip("?");
        Node repeat = new Node.Repeat(parts.removeLast(), min, max, lazy == ((flags & SWAP_GREED) != 0));
        if (operator.startsWith("{") && !countsFit(repeat, MAX_REPEAT)) {
            throw new SyntaxException(
                    start, "nested repeat counts multiply to more than " + MAX_REPEAT + "; use smaller counts");
        }
        parts.add(repeat);
        return true;
    }

    private SyntaxException notRepeatable(int start, String operator) {
        reader.back(0);
        String before = start > 0 ? reader.rest().substring(0, start) : "";
        boolean possessive = operator.equals("+")
                && (before.endsWith("*") || before.endsWith("+") || before.endsWith("?") || before.endsWith("}"));
        if (possessive) {
            return new SyntaxException(
                    start, "possessive repeats such as ++ are not supported, and not needed for speed; remove the +");
        }
        return new SyntaxException(
                start,
                "there is nothing for " + operator + " to repeat; write \\" + operator
                        + " for the character, or put what repeats in (?:...)");
    }

    private static void checkCounts(int start, int min, int max) throws SyntaxException {
        if (min > MAX_REPEAT || max > MAX_REPEAT) {
            throw new SyntaxException(start, "a repeat count is at most " + MAX_REPEAT);
        }
        if (max >= 0 && max < min) {
            throw new SyntaxException(start, "the repeat counts are upside down; the smaller one comes first");
        }
    }

    private static boolean countsFit(Node node, int limit) {
        return switch (node) {
            case Node.Empty() -> true;
            case Node.Chars(CodePointSet ignored) -> true;
            case Node.Assert(Assertion ignored) -> true;
            case Node.Concat(List<Node> parts) -> parts.stream().allMatch(part -> countsFit(part, limit));
            case Node.Alternate(List<Node> choices) -> choices.stream().allMatch(choice -> countsFit(choice, limit));
            case Node.Group(int ignored, Node body) -> countsFit(body, limit);
            case Node.Repeat(Node body, int min, int max, boolean ignored) -> {
                int count = max < 0 ? min : max;
                yield count <= limit && countsFit(body, count > 1 ? limit / count : limit);
            }
        };
    }

    private void atom(int start, List<Node> parts) throws SyntaxException {
        switch (reader.peek()) {
            case '(' -> group(start, parts);
            case '[' -> parts.add(new Node.Chars(brackets.parse(on(FOLD))));
            case '.' -> {
                reader.next();
                parts.add(new Node.Chars(on(DOT_ALL) ? CodePointSet.ALL : Context.NEWLINES.negate()));
            }
            case '^' -> {
                reader.next();
                parts.add(new Node.Assert(on(MULTI_LINE) ? Assertion.LINE_START : Assertion.TEXT_START));
            }
            case '$' -> {
                reader.next();
                parts.add(new Node.Assert(on(MULTI_LINE) ? Assertion.LINE_END : Assertion.TEXT_END));
            }
            case '\\' -> escape(parts);
            default -> parts.add(literal(reader.next()));
        }
    }

    private boolean on(int flag) {
        return (flags & flag) != 0;
    }

    private Node literal(int codePoint) {
        CodePointSet set = CodePointSet.of(codePoint);
        return new Node.Chars(on(FOLD) ? Folding.close(set) : set);
    }

    private void escape(List<Node> parts) throws SyntaxException {
        if (reader.skip("\\A")) {
            parts.add(new Node.Assert(Assertion.TEXT_START));
        } else if (reader.skip("\\z")) {
            parts.add(new Node.Assert(Assertion.TEXT_END));
        } else if (reader.skip("\\b")) {
            parts.add(new Node.Assert(Assertion.WORD_BORDER));
        } else if (reader.skip("\\B")) {
            parts.add(new Node.Assert(Assertion.NO_WORD_BORDER));
        } else if (reader.skip("\\Q")) {
            String quoted = reader.takeUntil("\\E");
            (quoted == null ? reader.rest() : quoted).codePoints().forEach(c -> parts.add(literal(c)));
        } else {
            CodePointSet set = escapes.classEscape(on(FOLD));
            parts.add(set != null ? new Node.Chars(set) : literal(escapes.codePoint()));
        }
    }

    private void group(int start, List<Node> parts) throws SyntaxException {
        reader.skip("(");
        int outer = flags;
        int number = -1;
        if (reader.lookingAt("?P<") || isName()) {
            number = ++groups;
            reader.skip("?P<");
            reader.skip("?<");
            name(start, number);
        } else if (reader.skip("?")) {
            if (flagGroup(start)) {
                return;
            }
        } else {
            number = ++groups;
        }
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException(start, "groups are nested deeper than " + MAX_DEPTH);
        }
        Node body = alternation();
        depth--;
        if (!reader.skip(")")) {
            throw new SyntaxException(start, "the group ( is not closed; add ), or write \\( for the character");
        }
        flags = outer;
        parts.add(number < 0 ? body : new Node.Group(number, body));
    }

    private boolean isName() {
        return reader.lookingAt("?<") && !reader.lookingAt("?<=") && !reader.lookingAt("?<!");
    }

    private void name(int start, int number) throws SyntaxException {
        String name = reader.takeUntil(">");
        if (name == null || name.isEmpty() || !name.codePoints().allMatch(Context.WORDS::contains)) {
            throw new SyntaxException(start, "a group's name is letters, digits and _ between < and >: (?P<name>...)");
        }
        if (names.putIfAbsent(name, number) != null) {
            throw new SyntaxException(start, "two groups are named " + name + "; give one another name");
        }
    }

    /// Reads flags after `(?`.
    ///
    /// @return whether they stand alone, as in `(?i)`, so that no group follows
    private boolean flagGroup(int start) throws SyntaxException {
        refuse(start);
        int result = flags;
        boolean clear = false;
        boolean any = false;
        while (true) {
            int c = reader.next();
            int flag = switch (c) {
                case 'i' -> FOLD;
                case 's' -> DOT_ALL;
                case 'm' -> MULTI_LINE;
                case 'U' -> SWAP_GREED;
                default -> 0;
            };
            if (flag != 0) {
                result = clear ? result & ~flag : result | flag;
                any = true;
            } else if (c == '-' && !clear) {
                clear = true;
                any = false;
            } else if ((c == ':' || c == ')') && (any || !clear)) {
                flags = result;
                return c == ')';
            } else {
                throw new SyntaxException(start, "after (? only the flags i, s, m, U, then : or ) are known");
            }
        }
    }

    private void refuse(int start) throws SyntaxException {
        if (reader.lookingAt("=") || reader.lookingAt("!") || reader.lookingAt("<=") || reader.lookingAt("<!")) {
            throw new SyntaxException(
                    start,
                    "look-ahead and look-behind are not supported; "
                            + "match the neighbour in a group and put it back with $1");
        }
        if (reader.lookingAt(">")) {
            throw new SyntaxException(start, "atomic groups are not supported, and not needed for speed; use (?:...)");
        }
        if (reader.lookingAt("P=") || reader.lookingAt("P>")) {
            throw new SyntaxException(
                    start, "back-references are not supported; write what should stand there once more");
        }
        if (reader.lookingAt("#")) {
            throw new SyntaxException(start, "comments are not supported; use the rule's note");
        }
    }
}
