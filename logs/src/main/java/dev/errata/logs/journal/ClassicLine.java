package dev.errata.logs.journal;

import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.RewriteEntry.Withheld;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One line of `corrections.log` or `navigation_fixes.log`, the form that old tools read:
///
/// ```
/// 2026-11-21T10:00:00Z | Type: incorrect_fact | Confidence: 0.95 | Detected: ... | Corrected: ...
/// 2026-11-21T10:00:00Z | From: src/Mian.java | To: src/Main.java | Effectiveness: 1.00 | Reasoning: rule 7 ...
/// ```
///
/// Texts come from a model and must not forge a line or a field: whatever is not plainly visible (controls, line and
/// paragraph separators, directional and other format characters, odd spaces, private and unassigned code points,
/// lone surrogates) and the bar stand as a backslash, `u` and four hex digits for each UTF-16 unit; a backslash is
/// doubled. The first 50 characters (of a path: 4,096) are counted before that. Where texts are withheld, ids or hashes
/// stand for them.
final class ClassicLine {
    private static final int SHOWN = 50;
    private static final int LONGEST_PATH = 4096;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ClassicLine() {}

    /// The line with its LF.
    ///
    /// @param at when the event happened
    ///
    /// @param exchange its id, which stands for the texts where they are withheld
    static String of(Instant at, String exchange, RewriteEntry entry) {
        Withheld withheld = entry.withheld();
        String told = entry.after();
        String after = withheld != null ? after(withheld) : told == null ? "" : told;
        return SECONDS.format(at)
                + " | Type: " + escaped(entry.ruleType(), Integer.MAX_VALUE)
                + " | Confidence: " + String.format(Locale.ROOT, "%.2f", entry.confidence())
                + " | Detected: "
                + escaped(withheld == null ? entry.before() : before(withheld, exchange, entry), SHOWN)
                + " | Corrected: " + escaped(after, SHOWN)
                + "\n";
    }

    /// A path that was put right, with its LF.
    ///
    /// @param after the path that is right
    static String navigation(Instant at, String exchange, RewriteEntry entry, String after) {
        return SECONDS.format(at)
                + " | From: " + escaped(entry.before(), LONGEST_PATH)
                + " | To: " + escaped(after, LONGEST_PATH)
                + " | Effectiveness: " + String.format(Locale.ROOT, "%.2f", entry.confidence())
                + " | Reasoning: rule " + entry.rule() + " (" + escaped(entry.ruleType(), SHOWN) + ") in exchange "
                + escaped(exchange, SHOWN)
                + "\n";
    }

    private static String before(Withheld withheld, String exchange, RewriteEntry entry) {
        return withheld.beforeSha256().isEmpty()
                ? "exchange " + exchange + " rule " + entry.rule()
                : "sha256 " + withheld.beforeSha256();
    }

    private static String after(Withheld withheld) {
        return withheld.afterSha256().isEmpty() ? "" : "sha256 " + withheld.afterSha256();
    }

    private static String escaped(String text, int most) {
        var out = new StringBuilder(Math.min(text.length(), 2 * SHOWN));
        int count = 0;
        for (int at = 0; at < text.length() && count < most; count++) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (point == '\\') {
                out.append("\\\\");
            } else if (isPlain(point)) {
                out.appendCodePoint(point);
            } else {
                text.substring(at, next)
                        .chars()
                        .forEach(unit -> out.append(String.format(Locale.ROOT, "\\u%04x", unit)));
            }
            at = next;
        }
        return out.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> point != '|' && !isBlankLetter(point);
        };
    }

    /// Letters and marks that show nothing at all.
    private static boolean isBlankLetter(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
