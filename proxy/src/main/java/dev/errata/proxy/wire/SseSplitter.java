package dev.errata.proxy.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts an event stream into events and keeps every byte of each.
///
/// Works on bytes by line, since a read may end anywhere, inside a character too. Lines end in LF, CRLF or CR; a byte
/// order mark may come first; a comment line on its own is a unit of its own, at once, since it keeps clients alive.
/// After a CR at the end of what has been read the unit waits for a possible LF, unless the event's lines have been
/// seen to end in CR alone.
///
/// **Source:** the WHATWG HTML standard, section 9.2.6, "Interpreting an event stream".
public final class SseSplitter implements Splitter {

    private byte[] buffer = new byte[4096];
    private int length;
    private int unitStart;
    private int lineStart;
    private int position;
    private boolean begun;
    private boolean loneCr;
    private boolean afterComment;
    private boolean fields;
    private boolean comments;
    private final List<int[]> data = new ArrayList<>();
    private final ArrayDeque<SseUnit> ready = new ArrayDeque<>();

    @Override
    public void feed(byte[] bytes, int from, int to) {
        makeRoom(to - from);
        System.arraycopy(bytes, from, buffer, length, to - from);
        length += to - from;
        scan();
    }

    @Override
    public @Nullable SseUnit next() {
        return ready.poll();
    }

    @Override
    public boolean overlong() {
        return length - unitStart > LIMIT;
    }

    @Override
    public @Nullable SseUnit rest() {
        if (unitStart == length) {
            return null;
        }
        if (lineStart < length) {
            int end = length;
            if (buffer[end - 1] == '\r') {
                end--;
            }
            line(end);
        }
        return cut(length);
    }

    @Override
    public byte[] takeRaw() {
        byte[] raw = Arrays.copyOfRange(buffer, unitStart, length);
        unitStart = length;
        return raw;
    }

    private void makeRoom(int more) {
        if (unitStart > 0 && (unitStart == length || length + more > buffer.length)) {
            System.arraycopy(buffer, unitStart, buffer, 0, length - unitStart);
            length -= unitStart;
            lineStart -= unitStart;
            position -= unitStart;
            for (int[] range : data) {
                range[0] -= unitStart;
                range[1] -= unitStart;
            }
            unitStart = 0;
        }
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    private void scan() {
        if (!begun && !skipByteOrderMark()) {
            return;
        }
        while (position < length) {
            byte b = buffer[position];
            if (b != '\n' && b != '\r') {
                position++;
                continue;
            }
            int next = position + 1;
            if (b == '\r') {
                // Decided without a look at the next byte, so that the cuts do not matter.
                boolean alone = loneCr && position == lineStart;
                if (next == length && !alone) {
                    return;
                }
                boolean lf = !alone && buffer[next] == '\n';
                loneCr = !lf;
                next += lf ? 1 : 0;
            } else {
                loneCr = false;
            }
            endLine(position, next);
        }
    }

    /// @return false if more bytes are needed to tell
    private boolean skipByteOrderMark() {
        int[] mark = {0xEF, 0xBB, 0xBF};
        for (int i = 0; i < mark.length; i++) {
            if (i >= length) {
                return false;
            }
            if ((buffer[i] & 0xFF) != mark[i]) {
                begun = true;
                return true;
            }
        }
        begun = true;
        lineStart = 3;
        position = 3;
        return true;
    }

    private void endLine(int end, int next) {
        position = next;
        if (end == lineStart) {
            ready.add(cut(next));
            return;
        }
        line(end);
        lineStart = next;
        if (comments && !fields) {
            ready.add(cut(next));
        }
    }

    private void line(int end) {
        if (buffer[lineStart] == ':') {
            comments = true;
            return;
        }
        fields = true;
        if (end - lineStart >= 4
                && buffer[lineStart] == 'd'
                && buffer[lineStart + 1] == 'a'
                && buffer[lineStart + 2] == 't'
                && buffer[lineStart + 3] == 'a') {
            if (end - lineStart == 4) {
                data.add(new int[] {end, end});
            } else if (buffer[lineStart + 4] == ':') {
                data.add(new int[] {lineStart + 5, end});
            }
        }
    }

    private SseUnit cut(int end) {
        byte[] bytes = Arrays.copyOfRange(buffer, unitStart, end);
        SseUnit unit;
        if (!data.isEmpty()) {
            unit = SseUnit.event(bytes, data, unitStart);
        } else if (!fields && (comments || afterComment)) {
            // A blank line belongs to the comment before it, so that both go out together.
            unit = SseUnit.comment(bytes);
        } else {
            unit = SseUnit.other(bytes);
        }
        afterComment = comments && !fields && data.isEmpty();
        data.clear();
        fields = false;
        comments = false;
        unitStart = end;
        lineStart = end;
        position = end;
        return unit;
    }
}
