package dev.errata.rules.leaf;

/// How text is spelled inside a JSON string.
final class JsonEscapes {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonEscapes() {}

    /// What a backslash and this unit stand for, 0 if nothing.
    static char shortForm(char c) {
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> 0;
        };
    }

    /// Spells a text with the escapes that JSON demands and no more. Half a surrogate pair is spelled as `\ud83d`:
    /// nothing else can carry it.
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (c < ' ' || Character.isSurrogate(c)) {
                        out.append("\\u")
                                .append(HEX[c >> 12])
                                .append(HEX[(c >> 8) & 15])
                                .append(HEX[(c >> 4) & 15])
                                .append(HEX[c & 15]);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /// Hands the units of a valid string's inside to a leaf.
    static void read(String spelled, Leaf leaf) {
        for (int i = 0; i < spelled.length(); i++) {
            char c = spelled.charAt(i);
            if (c != '\\') {
                leaf.unit(c, 1);
            } else if (spelled.charAt(i + 1) == 'u') {
                leaf.unit((char) Integer.parseInt(spelled, i + 2, i + 6, 16), 6);
                i += 5;
            } else {
                leaf.unit(shortForm(spelled.charAt(i + 1)), 2);
                i++;
            }
        }
    }
}
