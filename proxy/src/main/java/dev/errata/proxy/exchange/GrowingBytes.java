package dev.errata.proxy.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that one thread appends while others read what is there so far, without a lock.
///
/// The writer fills the array before it publishes the length; a reader takes the length first and the array after it,
/// so the array that it sees holds at least that many bytes: either this one or a longer copy.
final class GrowingBytes {

    private volatile byte[] bytes = new byte[0];
    private volatile int length;

    /// Appends as much as fits under `limit`.
    ///
    /// @return whether all of it fitted
    boolean append(byte[] more, int from, int to, int limit) {
        int begin = length;
        int count = Math.max(0, Math.min(to - from, limit - begin));
        if (count > 0) {
            byte[] target = bytes;
            if (begin + count > target.length) {
                target = Arrays.copyOf(target, Math.max(Math.max(256, target.length * 2), begin + count));
            }
            System.arraycopy(more, from, target, begin, count);
            bytes = target;
            length = begin + count;
        }
        return count == to - from;
    }

    int length() {
        return length;
    }

    /// Memory in use.
    int capacity() {
        return bytes.length;
    }

    /// Cuts down to at most `limit` and gives spare memory back. Readers may see either state.
    void trim(int limit) {
        int keep = Math.min(length, limit);
        length = keep;
        if (bytes.length != keep) {
            bytes = Arrays.copyOf(bytes, keep);
        }
    }

    /// The bytes for one who only reads them, without a copy where there is no spare memory. For the writing thread,
    /// when nothing more is appended.
    byte[] last() {
        return bytes.length == length ? bytes : copy();
    }

    byte[] copy() {
        int seen = length;
        byte[] from = bytes;
        return Arrays.copyOf(from, Math.min(seen, from.length));
    }

    /// What is there as text; a character that the end has cut is left out.
    String text() {
        byte[] copy = copy();
        int end = copy.length;
        int start = end;
        while (start > 0 && end - start < 4 && (copy[start - 1] & 0xC0) == 0x80) {
            start--;
        }
        if (start > 0 && (copy[start - 1] & 0xC0) == 0xC0) {
            int wants = Integer.numberOfLeadingZeros(~(copy[start - 1] << 24));
            end = end - start + 1 < wants ? start - 1 : end;
        }
        return new String(copy, 0, end, StandardCharsets.UTF_8);
    }
}
