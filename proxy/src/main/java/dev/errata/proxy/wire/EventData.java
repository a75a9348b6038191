package dev.errata.proxy.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the data of an event of the OpenAI family is: JSON, the closing word, or nothing.
final class EventData {

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private EventData() {}

    /// Reads the JSON between two bytes.
    interface Json {
        Frame read(int from, int to) throws WireException;
    }

    static Frame read(byte[] bytes, int from, int to, Json json) throws WireException {
        int start = from;
        int end = to;
        while (start < end && bytes[start] <= ' ' && bytes[start] >= 0) {
            start++;
        }
        while (end > start && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        if (Arrays.equals(bytes, start, end, DONE, 0, DONE.length)) {
            return Frame.LAST;
        }
        return start == end ? Frame.SILENT : json.read(start, end);
    }
}
