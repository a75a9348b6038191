package dev.errata.proxy.wire;

import java.util.Arrays;
import java.util.List;

/// One unit of a streamed body with all its bytes, line ends included: of an event stream mostly, or a line of JSON.
///
/// @param bytes as the server sent them
/// @param kind what it is
/// @param json the same length as `bytes`, everything that is not data blanked out: equal to `bytes` if the data is one
///     line
/// @param from where the data begins in `json`
/// @param to where it ends
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record SseUnit(byte[] bytes, Kind kind, byte[] json, int from, int to) {

    /// What a unit is.
    public enum Kind {
        /// Has data.
        EVENT,
        /// Only a comment, and the blank line after it.
        COMMENT,
        /// Blank lines, or fields without data.
        OTHER
    }

    static SseUnit comment(byte[] bytes) {
        return new SseUnit(bytes, Kind.COMMENT, bytes, 0, 0);
    }

    static SseUnit other(byte[] bytes) {
        return new SseUnit(bytes, Kind.OTHER, bytes, 0, 0);
    }

    /// A line that is JSON itself.
    static SseUnit line(byte[] bytes, int from, int to) {
        return new SseUnit(bytes, Kind.EVENT, bytes, from, to);
    }

    /// @param data the data lines' ranges, counted from `base`
    static SseUnit event(byte[] bytes, List<int[]> data, int base) {
        int from = data.getFirst()[0] - base;
        int to = data.getLast()[1] - base;
        if (data.size() == 1) {
            return new SseUnit(bytes, Kind.EVENT, bytes, from, to);
        }
        // Data of several lines is joined by line feeds: one is left between two ranges and spaces fill the rest, so
        // that every byte of data keeps its place. A line feed inside a string is no JSON, as it should be.
        byte[] json = new byte[bytes.length];
        Arrays.fill(json, (byte) ' ');
        for (int[] range : data) {
            System.arraycopy(bytes, range[0] - base, json, range[0] - base, range[1] - range[0]);
            if (range[1] - base < to) {
                json[range[1] - base] = '\n';
            }
        }
        return new SseUnit(bytes, Kind.EVENT, json, from, to);
    }
}
