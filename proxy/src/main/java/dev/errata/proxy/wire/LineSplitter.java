package dev.errata.proxy.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of JSON lines: each line with its line feed is a unit, and the last one may lack it.
///
/// Only LF ends a line: a CR before it is white space to JSON, and nowhere else may one stand outside of a string. A
/// byte order mark may come first. Blank lines are units that hold nothing.
///
/// **Source:** the NDJSON specification, 3.1; `wire.md` 2.1.
public final class LineSplitter implements Splitter {

    private byte[] buffer = new byte[4096];
    private int length;
    private int start;
    private int position;
    private boolean begun;

    @Override
    public void feed(byte[] bytes, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(bytes, from, buffer, length, to - from);
        length += to - from;
    }

    @Override
    public @Nullable SseUnit next() {
        while (position < length) {
            if (buffer[position++] == '\n') {
                return cut();
            }
        }
        return null;
    }

    @Override
    public boolean overlong() {
        return length - start > LIMIT;
    }

    @Override
    public @Nullable SseUnit rest() {
        position = length;
        return start == length ? null : cut();
    }

    @Override
    public byte[] takeRaw() {
        byte[] raw = Arrays.copyOfRange(buffer, start, length);
        start = length;
        position = length;
        return raw;
    }

    private void makeRoom(int more) {
        if (start > 0 && (start == length || length + more > buffer.length)) {
            System.arraycopy(buffer, start, buffer, 0, length - start);
            length -= start;
            position -= start;
            start = 0;
        }
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    private SseUnit cut() {
        byte[] line = Arrays.copyOfRange(buffer, start, position);
        int from = !begun && hasByteOrderMark(line) ? 3 : 0;
        int to = line.length;
        while (to > from && isSpace(line[to - 1])) {
            to--;
        }
        begun = true;
        start = position;
        return from == to ? SseUnit.other(line) : SseUnit.line(line, from, to);
    }

    private static boolean hasByteOrderMark(byte[] line) {
        return line.length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    private static boolean isSpace(byte b) {
        return b == '\n' || b == '\r' || b == ' ' || b == '\t';
    }
}
