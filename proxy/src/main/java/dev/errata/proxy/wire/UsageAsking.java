package dev.errata.proxy.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Asks for the usage of a streamed answer where a client does not: `stream_options.include_usage` is put at the end of
/// its request. It is the one change of a request that a user can allow.
///
/// The request flows through; only its last brace and what follows is kept back until it is known whether it asks for
/// a stream, and not for options of its own: those are left as they are. Every other byte stays as it was.
///
/// **Source:** `wire.md` 1.5 and 3.1.
public final class UsageAsking {

    private static final byte[] WISH =
            ",\"stream_options\":{\"include_usage\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_MOST = 32;
    private static final int AFTER_MOST = 4_096;
    private static final byte[] NONE = {};

    private final StringBuilder name = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int depth;
    private boolean string;
    private boolean escaped;
    private boolean key;
    private boolean keyNext;
    private boolean stream;
    private boolean options;
    private boolean complete;
    private boolean hopeless;
    private boolean asked;

    /// Whether requests of a wire have that wish.
    public static boolean fits(Wire wire) {
        return wire == OpenAiChat.WIRE || wire == Completions.OPENAI;
    }

    /// Takes the next bytes and gives those that may travel on.
    public byte[] pass(byte[] bytes) {
        if (hopeless) {
            return bytes;
        }
        int at = 0;
        while (at < bytes.length && !complete) {
            read(bytes[at]);
            at += complete ? 0 : 1;
        }
        kept.write(bytes, at, bytes.length - at);
        if (kept.size() > AFTER_MOST) {
            hopeless = true; // no JSON text; the model server judges it
            byte[] after = kept.toByteArray();
            kept.reset();
            byte[] all = Arrays.copyOf(bytes, at + after.length);
            System.arraycopy(after, 0, all, at, after.length);
            return all;
        }
        return at == 0 ? NONE : Arrays.copyOf(bytes, at);
    }

    /// The rest of the request, which has come to its end.
    ///
    /// @param allowed whether this model server may be asked
    public byte[] rest(boolean allowed) {
        byte[] end = kept.toByteArray();
        kept.reset();
        asked = allowed && complete && !hopeless && stream && !options;
        if (!asked) {
            return end;
        }
        byte[] both = Arrays.copyOf(WISH, WISH.length + end.length);
        System.arraycopy(end, 0, both, WISH.length, end.length);
        return both;
    }

    /// Whether the wish was put in.
    public boolean asked() {
        return asked;
    }

    private void read(byte b) {
        if (string) {
            inString(b);
            return;
        }
        switch (b) {
            case '"' -> {
                string = true;
                key = depth == 1 && keyNext;
                if (key) {
                    name.setLength(0);
                }
            }
            case '{', '[' -> {
                depth++;
                keyNext = depth == 1 && b == '{';
            }
            case '}', ']' -> {
                depth--;
                complete = depth <= 0;
            }
            case ',' -> keyNext = depth == 1;
            case ':' -> colon();
            default -> scalar(b);
        }
    }

    private void inString(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            string = false;
        } else if (key && name.length() < NAME_MOST) {
            name.append((char) (b & 0xFF));
        }
    }

    private void colon() {
        if (depth == 1 && keyNext) {
            keyNext = false;
            value.setLength(0);
            options |= "stream_options".contentEquals(name);
        }
    }

    /// Part of a number or a word.
    private void scalar(byte b) {
        if (depth == 1 && !keyNext && b > ' ' && value.length() < NAME_MOST) {
            value.append((char) b);
            if ("stream".contentEquals(name)) {
                stream = "true".contentEquals(value);
            }
        }
    }
}
