package dev.errata.proxy.downstream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Small pieces of a body that came at once and go on as one: either side may send every byte as a chunk of its own,
/// and each piece costs as much as a large one.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | piece | 1 KiB | goes on as it is |
/// | all together | 16 KiB | they go on |
///
/// **Thread:** its exchange's event loop.
final class SmallPieces {

    private static final int SMALL = 1 << 10;
    private static final int ALL = 16 << 10;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);

    /// Takes a piece and releases it, if it is small and there is room.
    boolean add(HttpContent piece) {
        int length = piece.content().readableBytes();
        if (piece instanceof LastHttpContent || length > SMALL || held.size() + length > ALL) {
            return false;
        }
        byte[] bytes = new byte[length];
        piece.content().readBytes(bytes);
        piece.release();
        held.writeBytes(bytes);
        return true;
    }

    /// All of them as one, if there are any.
    Optional<HttpContent> joined() {
        if (held.size() == 0) {
            return Optional.empty();
        }
        HttpContent all = new DefaultHttpContent(Unpooled.wrappedBuffer(held.toByteArray()));
        held.reset();
        return Optional.of(all);
    }
}
