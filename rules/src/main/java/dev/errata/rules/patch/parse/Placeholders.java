package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.regex.Pattern;

/// Tells lines that stand for code which a model did not write out: `// ... existing code ...`.
final class Placeholders {
    private static final String WORDS = "(?:existing|rest of|remaining|remainder|unchanged|unmodified|omitted|as before"
            + "|same as|previous code|other (?:code|methods|functions|imports)|your code|keep)";
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?://+|#+|--|/\\*+|<!--|;+|%|\\{/\\*|\\*)?\\s*[(\\[]?\\s*" + "(?:(?:\\.{3}|…).*\\b" + WORDS
                    + "\\b.*|.{0,40}\\b" + WORDS + "\\b.{0,60}(?:\\.{3}|…)\\W*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT =
            Pattern.compile("\\s*(?://|#|--|/\\*|<!--|;|%|\\{/\\*|\\*|\\.{3}|…|[(\\[]).*");

    private Placeholders() {}

    static boolean is(String line) {
        String bare = TextLines.bare(line);
        return bare.length() <= 200
                && COMMENT.matcher(bare).matches()
                && LINE.matcher(bare).matches();
    }
}
