package dev.errata.proxy.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Replaces strings, or whole values, inside a JSON text and leaves every other byte as it is.
///
/// @param from first byte of the string's inside, or of the value
/// @param to its closing quote, or the byte after the value
/// @param text what shall stand there
/// @param json whether that is JSON itself, which stands there as it is; else it is the text of a string, not yet
///     escaped
public record JsonSplice(int from, int to, String text, boolean json) {

    /// Replaces a string's inside.
    public JsonSplice(int from, int to, String text) {
        this(from, to, text, false);
    }

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /// Copies `bytes` with the replacements made.
    ///
    /// @param splices in order, not overlapping
    public static byte[] apply(byte[] bytes, List<JsonSplice> splices) {
        var out = new ByteArrayOutputStream(bytes.length + 64);
        int done = 0;
        for (JsonSplice splice : splices) {
            out.write(bytes, done, splice.from - done);
            out.writeBytes(splice.json ? splice.text.getBytes(StandardCharsets.UTF_8) : escape(splice.text));
            done = splice.to;
        }
        out.write(bytes, done, bytes.length - done);
        return out.toByteArray();
    }

    /// Escapes what JSON demands and no more: quote, backslash, controls. Half a surrogate pair, where a server had cut
    /// one, is written as `\ud83d` as the server did: UTF-8 cannot hold it, and a client that joins the halves gets the
    /// character.
    static byte[] escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (c < 0x20 || Character.isSurrogate(c)) {
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
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
