package dev.errata.proxy.downstream;

import dev.errata.proxy.assembly.StreamedWhole;
import dev.errata.proxy.assembly.StreamedWhole.Outcome;
import dev.errata.proxy.wire.Wire;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Stands between the model server and the answer where a stream was asked for that the client did not ask for: what
/// comes behind it is a document again. An answer that is no such stream, an error mostly, goes by.
///
/// **Thread:** its exchange's event loop.
final class AnswerJoining {

    private static final String BUFFERING = "x-accel-buffering";

    private final Wire wire;
    private final AnswerRelay answer;
    private boolean asked;
    private @Nullable HttpResponse streamHead;
    private @Nullable StreamedWhole stream;

    AnswerJoining(Wire wire, AnswerRelay answer) {
        this.wire = wire;
        this.answer = answer;
    }

    /// The request that is sent asks for a stream instead of a document.
    void expect() {
        asked = true;
    }

    /// Whether the link may be used again, as far as the head tells that waits here.
    boolean linkReusable() {
        return streamHead != null && HttpUtil.isKeepAlive(streamHead);
    }

    void head(HttpResponse head) {
        String type =
                head.headers().get(HttpHeaderNames.CONTENT_TYPE, "").strip().toLowerCase(Locale.ROOT);
        if (asked && head.status().code() == 200) {
            var whole = new StreamedWhole(wire);
            if (whole.takes(type)) {
                stream = whole;
                streamHead = head;
                return;
            }
        }
        answer.head(head);
    }

    /// Takes the next piece of the body; releases it, or passes it on.
    ///
    /// @return what is wrong with the stream, or empty
    String content(HttpContent piece) {
        StreamedWhole whole = stream;
        HttpResponse head = streamHead;
        if (whole == null || head == null) {
            answer.content(piece);
            return "";
        }
        boolean last = piece instanceof LastHttpContent;
        whole.feed(ByteBufUtil.getBytes(piece.content()));
        piece.release();
        if (!last) {
            return "";
        }
        return switch (whole.end()) {
            case Outcome.Whole(byte[] document) -> document(head, document);
            case Outcome.Failed(int status, byte[] error) -> {
                head.setStatus(HttpResponseStatus.valueOf(status));
                yield document(head, error);
            }
            case Outcome.Broken(String why) -> "the model server " + why;
        };
    }

    private String document(HttpResponse head, byte[] body) {
        head.headers()
                .remove(HttpHeaderNames.TRANSFER_ENCODING)
                .remove(BUFFERING)
                .set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        answer.head(head);
        answer.content(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
        return "";
    }
}
