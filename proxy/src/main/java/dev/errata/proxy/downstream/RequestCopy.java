package dev.errata.proxy.downstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// A request's body so far, kept for sending it once more if a reused connection turns out to be dead.
///
/// In blocks: a client may send every byte as a chunk of its own, and an array for each would cost thirty times what it
/// holds.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | body | 1 MiB, or what is held for its model's name | given up: a dead connection is then an error |
final class RequestCopy {

    private static final int LIMIT = 1 << 20;
    private static final int BLOCK = 8 << 10;

    private final int limit;
    private final List<byte[]> blocks = new ArrayList<>();
    private final ByteArrayOutputStream small = new ByteArrayOutputStream(0);
    private int length;
    private boolean whole = true;

    /// @param held whether the body is held until the model server is known: then it must not be given up
    RequestCopy(boolean held) {
        limit = held ? Destination.MOST + LIMIT : LIMIT;
    }

    int length() {
        return length;
    }

    void add(byte[] bytes) {
        length += bytes.length;
        if (!whole || length > limit) {
            forget();
        } else if (bytes.length >= BLOCK) {
            close();
            blocks.add(bytes);
        } else {
            small.writeBytes(bytes);
            if (small.size() >= BLOCK) {
                close();
            }
        }
    }

    private void close() {
        if (small.size() > 0) {
            blocks.add(small.toByteArray());
            small.reset();
        }
    }

    /// All of it as one piece.
    byte[] bytes() {
        var joined = new ByteArrayOutputStream(length);
        blocks.forEach(joined::writeBytes);
        joined.writeBytes(small.toByteArray());
        return joined.toByteArray();
    }

    /// Puts another body in its place.
    void replace(byte[] bytes) {
        small.reset();
        blocks.clear();
        blocks.add(bytes);
        length = bytes.length;
    }

    /// Whether everything that was sent so far can be sent again.
    boolean whole() {
        return whole;
    }

    List<HttpContent> again() {
        close();
        return blocks.stream().map(RequestCopy::content).toList();
    }

    void forget() {
        whole = false;
        small.reset();
        blocks.clear();
    }

    private static HttpContent content(byte[] bytes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(bytes);
        return new DefaultHttpContent(buffer);
    }
}
