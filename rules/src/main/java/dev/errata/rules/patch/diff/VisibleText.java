package dev.errata.rules.patch.diff;

/// Draws what a person would not see, or a terminal would obey: `<U+202E>` in the place of the character.
///
/// Line ends and tabs stay. **Thread:** any; holds nothing.
public final class VisibleText {
    private VisibleText() {}

    /// The text with nothing hidden in it.
    public static String of(String text) {
        if (text.codePoints().noneMatch(VisibleText::hides)) {
            return text;
        }
        StringBuilder drawn = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (hides(point)) {
                drawn.append(String.format("<U+%04X>", point));
            } else {
                drawn.appendCodePoint(point);
            }
        });
        return drawn.toString();
    }

    /// Whether a character shows otherwise than it is read: controls, formats, private and lone ones, odd blanks.
    public static boolean hides(int point) {
        if (point == '\n' || point == '\t' || point == ' ' || point == '\r') {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }
}
