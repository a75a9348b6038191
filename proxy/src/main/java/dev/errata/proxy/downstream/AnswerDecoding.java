package dev.errata.proxy.downstream;

import dev.errata.proxy.wire.Wire;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Undoes the coding of an answer that was to be read and came encoded although it was asked for as it is. What cannot
/// be undone (`br`), and what nobody is going to read, keeps its coding and its header.
///
/// **Thread:** its exchange's event loop.
final class AnswerDecoding {

    private final boolean wanted;
    private @Nullable BodyDecoder decoder;

    /// @param wanted whether the answer goes through the rules
    AnswerDecoding(Wire wire, boolean wanted) {
        this.wanted = wanted && wire.readable();
    }

    /// The head that describes the body as it is from here on.
    HttpResponse head(HttpResponse head) {
        String type =
                head.headers().get(HttpHeaderNames.CONTENT_TYPE, "").strip().toLowerCase(Locale.ROOT);
        boolean text = type.startsWith("text/event-stream") || type.startsWith("application/json");
        if (wanted && text && head.status().code() == 200) {
            BodyDecoder.of(head.headers().get(HttpHeaderNames.CONTENT_ENCODING, ""))
                    .ifPresent(known -> {
                        decoder = known;
                        head.headers().remove(HttpHeaderNames.CONTENT_ENCODING);
                        Headers.bodyMayChange(head.headers());
                    });
        }
        return head;
    }

    /// The pieces that stand for one piece; takes ownership of it.
    List<HttpContent> content(HttpContent piece) throws BodyDecoder.Broken {
        BodyDecoder inUse = decoder;
        if (inUse == null) {
            return List.of(piece);
        }
        byte[] bytes = ByteBufUtil.getBytes(piece.content());
        LastHttpContent last = piece instanceof LastHttpContent end ? AnswerHead.last(end) : null;
        piece.release();
        var decoded = new ArrayList<HttpContent>();
        inUse.feed(bytes);
        for (byte[] out = inUse.next(); out.length > 0; out = inUse.next()) {
            decoded.add(new DefaultHttpContent(Unpooled.wrappedBuffer(out)));
        }
        if (last != null) {
            if (!inUse.complete()) {
                throw new BodyDecoder.Broken("it is cut off", false);
            }
            close();
            decoded.add(last);
        }
        return decoded;
    }

    /// Gives back what the decoder holds outside the heap.
    void close() {
        if (decoder != null) {
            decoder.close();
        }
    }
}
