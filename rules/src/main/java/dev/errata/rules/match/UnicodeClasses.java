package dev.errata.rules.match;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The classes that `\p{...}` can name: general categories by their short names, scripts by their long ones, and `Any`.
///
/// **Source:** the JDK's Unicode data; RE2's may be a version older or newer.
final class UnicodeClasses {

    private static final String[] CATEGORIES = new String[31];
    private static final Map<String, CodePointSet> BY_NAME;

    static {
        name(Character.UPPERCASE_LETTER, "Lu");
        name(Character.LOWERCASE_LETTER, "Ll");
        name(Character.TITLECASE_LETTER, "Lt");
        name(Character.MODIFIER_LETTER, "Lm");
        name(Character.OTHER_LETTER, "Lo");
        name(Character.NON_SPACING_MARK, "Mn");
        name(Character.ENCLOSING_MARK, "Me");
        name(Character.COMBINING_SPACING_MARK, "Mc");
        name(Character.DECIMAL_DIGIT_NUMBER, "Nd");
        name(Character.LETTER_NUMBER, "Nl");
        name(Character.OTHER_NUMBER, "No");
        name(Character.SPACE_SEPARATOR, "Zs");
        name(Character.LINE_SEPARATOR, "Zl");
        name(Character.PARAGRAPH_SEPARATOR, "Zp");
        name(Character.CONTROL, "Cc");
        name(Character.FORMAT, "Cf");
        name(Character.PRIVATE_USE, "Co");
        name(Character.SURROGATE, "Cs");
        name(Character.DASH_PUNCTUATION, "Pd");
        name(Character.START_PUNCTUATION, "Ps");
        name(Character.END_PUNCTUATION, "Pe");
        name(Character.CONNECTOR_PUNCTUATION, "Pc");
        name(Character.OTHER_PUNCTUATION, "Po");
        name(Character.INITIAL_QUOTE_PUNCTUATION, "Pi");
        name(Character.FINAL_QUOTE_PUNCTUATION, "Pf");
        name(Character.MATH_SYMBOL, "Sm");
        name(Character.CURRENCY_SYMBOL, "Sc");
        name(Character.MODIFIER_SYMBOL, "Sk");
        name(Character.OTHER_SYMBOL, "So");
        BY_NAME = collect();
    }

    private UnicodeClasses() {}

    private static void name(byte category, String name) {
        CATEGORIES[category] = name;
    }

    static Optional<CodePointSet> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static Map<String, CodePointSet> collect() {
        Map<String, CodePointSet.Builder> builders = new HashMap<>();
        for (int first = 0; first <= Character.MAX_CODE_POINT; ) {
            int category = Character.getType(first);
            UnicodeScript script = UnicodeScript.of(first);
            int last = first;
            while (last < Character.MAX_CODE_POINT
                    && Character.getType(last + 1) == category
                    && UnicodeScript.of(last + 1) == script) {
                last++;
            }
            String name = CATEGORIES[category];
            if (name != null) {
                add(builders, name, first, last);
                add(builders, name.substring(0, 1), first, last);
            }
            if (script != UnicodeScript.UNKNOWN) {
                add(builders, title(script.name()), first, last);
            }
            first = last + 1;
        }
        Map<String, CodePointSet> sets = new HashMap<>();
        builders.forEach((name, builder) -> sets.put(name, builder.build()));
        sets.put("Any", CodePointSet.ALL);
        return Map.copyOf(sets);
    }

    private static void add(Map<String, CodePointSet.Builder> builders, String name, int first, int last) {
        builders.computeIfAbsent(name, ignored -> new CodePointSet.Builder()).add(first, last);
    }

    /// `OLD_ITALIC` is `Old_Italic` in RE2.
    private static String title(String constant) {
        if (constant.equals("SIGNWRITING")) {
            return "SignWriting";
        }
        StringBuilder title = new StringBuilder(constant.toLowerCase(Locale.ROOT));
        for (int i = 0; i < title.length(); i++) {
            if (i == 0 || title.charAt(i - 1) == '_') {
                title.setCharAt(i, Character.toUpperCase(title.charAt(i)));
            }
        }
        return title.toString();
    }
}
