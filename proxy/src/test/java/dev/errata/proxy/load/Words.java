package dev.errata.proxy.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The tokens of the scripted server, as the events that carry them, and the rules that they meet.
///
/// No token ends in what one of the rules could begin with, so nothing is held: what is measured is the machine, not
/// the wait for a next token, which any correct rewriter owes to such a text. One token in two hundred is corrected.
final class Words {

    /// Before the sixteen digits of the moment at which the token was written.
    static final String MARK = "\"t_";

    static final int DIGITS = 16;
    private static final int CORRECTED_EACH = 200;
    private static final String[] TEXTS = {
        " the",
        " value",
        " of",
        " a",
        " list",
        " is",
        " read",
        " from",
        " this",
        " file",
        " and",
        " then",
        " each",
        " line",
        " goes",
        " through",
        " one",
        " more",
        " step",
        " before",
        " it",
        " can",
        " be",
        " used",
        " again",
        ",",
        ".",
        " return",
        " when",
        " none",
        " was",
        " found"
    };

    private static final String HEAD =
            "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"";
    private static final String TAIL = "\"}}],\"created\":1763740800,\"id\":\"chatcmpl-Yw2kPq7Zr4Tn8VbC1xLd5Hs0\","
            + "\"model\":\"load\",\"system_fingerprint\":" + MARK + "0000000000000000\","
            + "\"object\":\"chat.completion.chunk\"}\n\n";

    private final ByteBuffer[] events = new ByteBuffer[CORRECTED_EACH];
    private final int[] marks = new int[CORRECTED_EACH];

    Words() {
        for (int i = 0; i < CORRECTED_EACH; i++) {
            String text = i == CORRECTED_EACH / 2 ? " Obsolete7." : TEXTS[i * 7 % TEXTS.length];
            byte[] chunk = chunk(HEAD + text + TAIL).getBytes(StandardCharsets.US_ASCII);
            events[i] = ByteBuffer.allocateDirect(chunk.length).put(chunk).flip();
            marks[i] = new String(chunk, StandardCharsets.US_ASCII).indexOf(MARK) + MARK.length();
        }
    }

    static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /// The event of a stream's so-manyth token, with the time.
    ByteBuffer event(long number, long nanos) {
        int i = (int) (number % CORRECTED_EACH);
        ByteBuffer event = events[i].clear();
        long rest = nanos;
        for (int digit = DIGITS - 1; digit >= 0; digit--) {
            event.put(marks[i] + digit, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        return event;
    }

    /// A text of about that many bytes.
    static String text(int size) {
        var text = new StringBuilder(size + 16);
        for (int i = 0; text.length() < size; i++) {
            text.append(TEXTS[i * 7 % TEXTS.length]);
        }
        return text.toString();
    }

    /// Rules as a pack: seven literals, two words and one regular expression of each ten.
    static String pack(int count) {
        var json = new StringBuilder(
                "{\"format\": \"errata-rules\", \"format_version\": 1, \"pack\": \"load\", \"version\": \"1.0.0\","
                        + " \"rules\": [");
        for (int i = 0; i < count; i++) {
            String match = i % 10 < 7 ? "literal" : i % 10 < 9 ? "word" : "regex";
            String pattern = switch (match) {
                case "literal" -> "Obsolete" + i + ".";
                case "word" -> "zq_call_" + i;
                default -> "\\\\bZx" + i + "_[a-z]{2,8}\\\\(";
            };
            json.append(i == 0 ? "\n" : ",\n")
                    .append("{\"pattern\": \"")
                    .append(pattern)
                    .append("\", \"type\": \"incorrect_fact\", \"match\": \"")
                    .append(match)
                    .append("\", \"replacement\": \"Current\"}");
        }
        return json.append("\n]}\n").toString();
    }
}
