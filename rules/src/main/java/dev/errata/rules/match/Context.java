package dev.errata.rules.match;

/// What an assertion can see of a neighbour. Small numbers, as they index tables: for every state of an automaton there
/// are as many futures as contexts.
final class Context {

    /// There is no neighbour: the text's start or end.
    static final int EDGE = 0;

    static final int NEWLINE = 1;

    /// An ASCII letter, digit or `_`, as in RE2.
    static final int WORD = 2;

    static final int OTHER = 3;

    static final int COUNT = 4;

    /// The bits of all contexts.
    static final int ALL = 15;

    static final CodePointSet WORDS = CodePointSet.ofRanges('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
    static final CodePointSet NEWLINES = CodePointSet.of('\n');
    static final CodePointSet OTHERS =
            new CodePointSet.Builder().add(WORDS).add(NEWLINES).build().negate();

    private Context() {}

    static int of(int codePoint) {
        if (codePoint == '\n') {
            return NEWLINE;
        }
        return WORDS.contains(codePoint) ? WORD : OTHER;
    }
}
