package dev.errata.rules.match;

/// What a `word` rule may not stand beside: a Unicode letter, digit, mark or `_`.
final class Words {

    /// An answer that may have to wait for the next code point.
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private static final int PARTS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.NON_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK
            | 1 << Character.COMBINING_SPACING_MARK;

    private Words() {}

    static boolean isPart(int c) {
        return c == '_' || (PARTS >>> Character.getType(c) & 1) != 0;
    }

    /// Whether what begins with a high surrogate is part of a word, whatever its second half.
    static Answer afterHigh(char high) {
        for (int low = Character.MIN_LOW_SURROGATE; low <= Character.MAX_LOW_SURROGATE; low++) {
            if (isPart(Character.toCodePoint(high, (char) low))) {
                return Answer.UNKNOWN;
            }
        }
        // Alone it is none either.
        return Answer.NO;
    }
}
