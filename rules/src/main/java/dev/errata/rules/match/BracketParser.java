package dev.errata.rules.match;

import java.util.Map;

/// Classes in brackets: `[a-z]`, `[^\d_]`, `[[:alpha:]-]`.
final class BracketParser {

    private static final Map<String, CodePointSet> POSIX = Map.ofEntries(
            Map.entry("alnum", CodePointSet.ofRanges('0', '9', 'A', 'Z', 'a', 'z')),
            Map.entry("alpha", CodePointSet.ofRanges('A', 'Z', 'a', 'z')),
            Map.entry("ascii", CodePointSet.ofRanges(0, 127)),
            Map.entry("blank", CodePointSet.ofRanges('\t', '\t', ' ', ' ')),
            Map.entry("cntrl", CodePointSet.ofRanges(0, 31, 127, 127)),
            Map.entry("digit", CodePointSet.ofRanges('0', '9')),
            Map.entry("graph", CodePointSet.ofRanges('!', '~')),
            Map.entry("lower", CodePointSet.ofRanges('a', 'z')),
            Map.entry("print", CodePointSet.ofRanges(' ', '~')),
            Map.entry("punct", CodePointSet.ofRanges('!', '/', ':', '@', '[', '`', '{', '~')),
            Map.entry("space", CodePointSet.ofRanges('\t', '\r', ' ', ' ')),
            Map.entry("upper", CodePointSet.ofRanges('A', 'Z')),
            Map.entry("word", Context.WORDS),
            Map.entry("xdigit", CodePointSet.ofRanges('0', '9', 'A', 'F', 'a', 'f')));

    private final PatternReader reader;
    private final EscapeParser escapes;

    BracketParser(PatternReader reader, EscapeParser escapes) {
        this.reader = reader;
        this.escapes = escapes;
    }

    /// Parses from `[` to the matching `]`.
    CodePointSet parse(boolean fold) throws SyntaxException {
        int start = reader.position();
        reader.skip("[");
        boolean negated = reader.skip("^");
        CodePointSet.Builder builder = new CodePointSet.Builder();
        boolean first = true;
        while (first || !reader.lookingAt("]")) {
            if (!reader.more()) {
                throw new SyntaxException(start, "the bracket [ is not closed; add ], or write \\[ for the character");
            }
            first = false;
            if (reader.lookingAt("[:") && posix(builder, fold)) {
                continue;
            }
            CodePointSet escaped = escapes.classEscape(fold);
            if (escaped != null) {
                builder.add(escaped);
            } else {
                range(builder, fold);
            }
        }
        reader.skip("]");
        CodePointSet set = builder.build();
        return negated ? set.negate() : set;
    }

    private boolean posix(CodePointSet.Builder builder, boolean fold) throws SyntaxException {
        int start = reader.position();
        reader.skip("[:");
        boolean negated = reader.skip("^");
        String name = reader.takeUntil(":]");
        if (name == null) {
            reader.back(start);
            return false;
        }
        CodePointSet set = POSIX.get(name);
        if (set == null) {
            throw new SyntaxException(
                    start,
                    "there is no class [:" + name + ":]; the classes are "
                            + String.join(", ", POSIX.keySet().stream().sorted().toList()));
        }
        builder.add(EscapeParser.signed(set, fold, negated));
        return true;
    }

    private void range(CodePointSet.Builder builder, boolean fold) throws SyntaxException {
        int start = reader.position();
        int low = single(start);
        int high = low;
        int afterLow = reader.position();
        if (reader.skip("-")) {
            if (reader.lookingAt("]") || !reader.more()) {
                reader.back(afterLow);
            } else {
                high = single(start);
                if (high < low) {
                    throw new SyntaxException(
                            start, "the range " + reader.since(start) + " is upside down; the smaller end comes first");
                }
            }
        }
        CodePointSet set = CodePointSet.ofRanges(low, high);
        builder.add(fold ? Folding.close(set) : set);
    }

    private int single(int start) throws SyntaxException {
        if (reader.lookingAt("\\")) {
            return escapes.codePoint();
        }
        int c = reader.next();
        if (c < 0) {
            throw new SyntaxException(start, "the range has no end");
        }
        return c;
    }
}
