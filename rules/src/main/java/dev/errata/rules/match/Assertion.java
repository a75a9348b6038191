package dev.errata.rules.match;

/// A condition on the neighbours of a position.
enum Assertion {
    TEXT_START,
    TEXT_END,
    LINE_START,
    LINE_END,
    WORD_BORDER,
    NO_WORD_BORDER;

    /// Whether it holds between two neighbours.
    ///
    /// @param left context of the code point before
    /// @param right context of the code point after
    boolean holds(int left, int right) {
        return switch (this) {
            case TEXT_START -> left == Context.EDGE;
            case TEXT_END -> right == Context.EDGE;
            case LINE_START -> left == Context.EDGE || left == Context.NEWLINE;
            case LINE_END -> right == Context.EDGE || right == Context.NEWLINE;
            case WORD_BORDER -> (left == Context.WORD) != (right == Context.WORD);
            case NO_WORD_BORDER -> (left == Context.WORD) == (right == Context.WORD);
        };
    }
}
