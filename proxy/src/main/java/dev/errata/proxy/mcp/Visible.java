package dev.errata.proxy.mcp;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Draws what would show as nothing, or as something else: `U+202E` becomes `<U+202E>`.
///
/// Drawn are controls apart from tab and line breaks, format characters (bidirectional controls, zero-width ones,
/// tags),
/// line and paragraph separators, lone surrogates, private and unassigned code points, blanks that are no space, and
/// the
/// few letters and marks that are blank. A carriage return before a line feed stays.
///
/// **Source:** Unicode Standard Annex 9 and Technical Report 36; the general categories of Java's Unicode.
final class Visible {
    private Visible() {}

    /// A text.
    static String draw(String text) {
        StringBuilder drawn = null;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            boolean lineEnd = point == '\r' && next < text.length() && text.charAt(next) == '\n';
            if (hidden(point) && !lineEnd) {
                drawn = drawn == null ? new StringBuilder(text.substring(0, at)) : drawn;
                drawn.append(String.format(Locale.ROOT, "<U+%04X>", point));
            } else if (drawn != null) {
                drawn.appendCodePoint(point);
            }
            at = next;
        }
        return drawn == null ? text : drawn.toString();
    }

    /// Every text in it.
    static JsonNode draw(JsonNode node) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(draw(text.stringValue()));
            case ObjectNode object -> {
                ObjectNode drawn = JsonMapper.shared().createObjectNode();
                object.properties().forEach(entry -> drawn.set(entry.getKey(), draw(entry.getValue())));
                yield drawn;
            }
            case ArrayNode array -> {
                ArrayNode drawn = JsonMapper.shared().createArrayNode();
                array.forEach(item -> drawn.add(draw(item)));
                yield drawn;
            }
            default -> node;
        };
    }

    private static boolean hidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\t' && point != '\n';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> blank(point);
        };
    }

    /// Combining grapheme joiner, Hangul fillers, the braille blank, Mongolian and other variation selectors. The one
    /// that asks for a coloured emoji, U+FE0F, is shown by what it does.
    private static boolean blank(int point) {
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
