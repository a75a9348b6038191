package dev.errata.proxy.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Takes `"usage":null` out of an event: servers that are asked for the usage put it into every event before the last,
/// and a client that has not asked shall see nothing new.
public final class NullUsage {

    private static final byte[] NAME = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private NullUsage() {}

    /// The event without it; the event itself if it has none.
    public static SseUnit without(SseUnit unit) {
        byte[] bytes = unit.bytes();
        if (unit.json() != bytes) {
            return unit; // data of several lines, which no server sends that says so
        }
        int depth = 0;
        for (int i = unit.from(); i < unit.to(); i++) {
            byte b = bytes[i];
            if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            } else if (b == '"') {
                int end = stringEnd(bytes, i, unit.to());
                if (depth == 1 && matches(bytes, i, NAME) && end == i + NAME.length - 1) {
                    int colon = skip(bytes, end + 1, unit.to());
                    int value =
                            colon < unit.to() && bytes[colon] == ':' ? skip(bytes, colon + 1, unit.to()) : unit.to();
                    if (value + NULL.length <= unit.to() && matches(bytes, value, NULL)) {
                        return cut(unit, i, value + NULL.length);
                    }
                }
                i = end;
            }
        }
        return unit;
    }

    /// Cuts a member out with the comma before it, or after it if it is the first.
    private static SseUnit cut(SseUnit unit, int from, int to) {
        byte[] bytes = unit.bytes();
        int before = from - 1;
        while (before >= unit.from() && bytes[before] <= ' ') {
            before--;
        }
        int after = skip(bytes, to, unit.to());
        int begin = from;
        int end = to;
        if (before >= unit.from() && bytes[before] == ',') {
            begin = before;
        } else if (after < unit.to() && bytes[after] == ',') {
            end = after + 1;
        }
        byte[] rest = JsonSplice.apply(bytes, List.of(new JsonSplice(begin, end, "")));
        return new SseUnit(rest, unit.kind(), rest, unit.from(), unit.to() - (end - begin));
    }

    private static int stringEnd(byte[] bytes, int quote, int to) {
        int at = quote + 1;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    private static int skip(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static boolean matches(byte[] bytes, int at, byte[] word) {
        if (at + word.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[at + i] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
