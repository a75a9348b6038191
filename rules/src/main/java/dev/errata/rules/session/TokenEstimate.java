package dev.errata.rules.session;

/// How many tokens a text may have, where no server tells: an estimate, always called one.
///
/// Characters are weighed by their script, and the sum is rounded up:
///
/// | characters | tokens each |
/// |---|---|
/// | ASCII: English, code, white space | 1/4 |
/// | other letters and signs below U+2E80: accents, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai | 1/2 |
/// | Chinese, Japanese, Korean | 1 |
/// | everything above U+FFFF: emoji and rare scripts | 2 |
///
/// Of the usual tokenizers' counts it is mostly within a third, never the same.
///
/// **Source:** the rule of four characters to a token that the makers of GPT tokenizers give for English, and the
/// vocabularies' coverage of other scripts.
public final class TokenEstimate {

    private TokenEstimate() {}

    /// The estimate for a text.
    public static long of(CharSequence text) {
        return rounded(quarters(text));
    }

    /// Quarters of tokens, so that several texts can be added up before rounding.
    public static long quarters(CharSequence text) {
        long quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                quarters += 1;
            } else if (Character.isSurrogate(c)) {
                quarters += 4; // each of the two halves
            } else {
                quarters += c < 0x2E80 ? 2 : 4;
            }
        }
        return quarters;
    }

    /// Whole tokens.
    public static long rounded(long quarters) {
        return (quarters + 3) / 4;
    }
}
