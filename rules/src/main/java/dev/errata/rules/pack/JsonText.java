package dev.errata.rules.pack;

/// Writes JSON for people and for `diff`: two blanks a level, one value a line, LF, and nothing that cannot be seen.
///
/// A sign that an eye would miss or mistake (a control or format character, a blank other than the common one, half a
/// surrogate pair) stands as its code after a backslash and `u`; so what a pack does can be reviewed as text. All
/// other signs stand for themselves.
final class JsonText {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean first = true;

    void open(char bracket) {
        text.append(bracket);
        depth++;
        first = true;
    }

    void close(char bracket) {
        depth--;
        if (!first) {
            line();
        }
        text.append(bracket);
        first = false;
    }

    /// Begins an element of a list.
    void element() {
        if (!first) {
            text.append(',');
        }
        first = false;
        line();
    }

    /// Begins a field of an object.
    void field(String name) {
        element();
        string(name);
        text.append(": ");
    }

    /// A number, a truth value or null, as it is spelt in JSON.
    void literal(String spelt) {
        text.append(spelt);
    }

    void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                int codePoint = value.codePointAt(i);
                i++;
                if (unseen(codePoint)) {
                    escape(c);
                    escape(value.charAt(i));
                } else {
                    text.appendCodePoint(codePoint);
                }
            } else {
                one(c);
            }
        }
        text.append('"');
    }

    private void one(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            default -> {
                if (unseen(c)) {
                    escape(c);
                } else {
                    text.append(c);
                }
            }
        }
    }

    private static boolean unseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> false;
        };
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }

    private void line() {
        text.append('\n').repeat("  ", depth);
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
