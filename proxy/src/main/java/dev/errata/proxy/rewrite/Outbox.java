package dev.errata.proxy.rewrite;

import java.util.Arrays;

/// Bytes that may go to the client now. Reused from read to read.
public final class Outbox {

    private byte[] bytes = new byte[1024];
    private int length;
    private int lastFrom = -1;

    /// Everything collected since the last [#clear].
    public byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    public int length() {
        return length;
    }

    /// Where that begins which clients take as the end of the answer, or -1: it may only go out once the journal has
    /// the end.
    public int lastFrom() {
        return lastFrom;
    }

    public void clear() {
        length = 0;
        lastFrom = -1;
    }

    void add(byte[] more) {
        add(more, 0, more.length);
    }

    void add(byte[] more, int from, int to) {
        int count = to - from;
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(more, from, bytes, length, count);
        length += count;
    }

    void markLast() {
        if (lastFrom < 0) {
            lastFrom = length;
        }
    }
}
