package dev.errata.rules.patch.diff;

import java.util.Locale;

/// Draws what would show as nothing, or as something else: `U+202E` becomes `<U+202E>`. Windows, terminals and agents
/// all see what is drawn here, so that nothing hides from one of them that another shows.
///
/// Drawn are controls apart from tab and line feed, format characters (bidirectional controls, zero-width ones, tags),
/// line and paragraph separators, lone surrogates, private and unassigned code points, blanks that are no space, and
/// the few letters and marks that are blank. A carriage return stays before a line feed only: alone it hides a line.
///
/// **Thread:** any; holds nothing. **Source:** Unicode Standard Annex 9 and Technical Report 36; the general categories
/// of Java's Unicode.
public final class VisibleText {
    private VisibleText() {}

    /// The text with nothing hidden in it; the same one if nothing was.
    public static String of(String text) {
        StringBuilder drawn = null;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean lineEnd = point == '\r' && next < text.length() && text.charAt(next) == '\n';
            if (hides(point) && !lineEnd) {
                drawn = drawn == null ? new StringBuilder(text.substring(0, at)) : drawn;
                drawn.append(String.format(Locale.ROOT, "<U+%04X>", point));
            } else if (drawn != null) {
                drawn.appendCodePoint(point);
            }
            at = next;
        }
        return drawn == null ? text : drawn.toString();
    }

    /// Whether a character is drawn; a carriage return is.
    public static boolean hides(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\t' && point != '\n';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> isBlank(point);
        };
    }

    /// Whether a letter or mark leaves no ink: combining grapheme joiner, Hangul fillers, the braille blank, Mongolian
    /// and other variation selectors. The one that asks for a coloured emoji, U+FE0F, is shown by what it does.
    public static boolean isBlank(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point == 0x2800
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0xFE00 && point <= 0xFE0E)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
