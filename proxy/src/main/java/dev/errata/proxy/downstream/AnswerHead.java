package dev.errata.proxy.downstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Makes the heads that a client gets.
final class AnswerHead {

    private AnswerHead() {}

    /// The model server's head without what ends at each hop.
    static HttpResponse copy(HttpResponse head) {
        HttpResponse out = empty(head.status());
        Headers.copyToClient(head.headers(), out.headers());
        return out;
    }

    /// Whether a head frames its body in a way that nobody has asked for: a transfer coding besides `chunked` (RFC 9112
    /// 6.1 and 7). Its coding would be lost with the header, and the body corrupted.
    static boolean strange(HttpResponse head) {
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty()
                && !String.join(",", codings).strip().equalsIgnoreCase(HttpHeaderValues.CHUNKED.toString());
    }

    static HttpResponse empty(HttpResponseStatus status) {
        return new DefaultHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                DefaultHttpHeadersFactory.headersFactory().withValidation(false));
    }

    /// The head of an error of our own.
    ///
    /// @param retryAfter seconds until asking again makes sense, 0 if nobody knows
    static HttpResponse json(int status, int length, long retryAfter) {
        HttpResponse head = empty(HttpResponseStatus.valueOf(status));
        if (retryAfter > 0) {
            head.headers().set(HttpHeaderNames.RETRY_AFTER, Long.toString(retryAfter));
        }
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, length);
        return head;
    }

    /// Says how the body's end is told: by its length, by chunks, or to an old client by the connection's end.
    ///
    /// @param client the client's version of HTTP
    /// @param hasBody false if the head is the whole answer
    /// @param keepAlive whether the connection may serve another request
    /// @return whether it may, now that the body's framing is known
    static boolean frame(HttpResponse out, HttpVersion client, boolean hasBody, boolean keepAlive) {
        boolean old = client.compareTo(HttpVersion.HTTP_1_1) < 0;
        boolean sized = !hasBody || HttpUtil.isContentLengthSet(out);
        if (!sized && !old) {
            out.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        boolean keep = keepAlive && (sized || !old);
        if (!keep) {
            out.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (old) {
            out.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return keep;
    }

    /// An interim answer (1xx) as bytes, to be sent around the encoder.
    static ByteBuf interim(HttpResponse head) {
        HttpResponse out = copy(head);
        var text = new StringBuilder("HTTP/1.1 ").append(head.status()).append("\r\n");
        for (Map.Entry<String, String> header : out.headers()) {
            text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        return Unpooled.copiedBuffer(text.append("\r\n"), StandardCharsets.ISO_8859_1);
    }

    /// The end of a body that may have changed: trailers travel, but not those that describe its bytes.
    static LastHttpContent last(LastHttpContent upstream) {
        if (upstream.trailingHeaders().isEmpty()) {
            return LastHttpContent.EMPTY_LAST_CONTENT;
        }
        var last = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        Headers.copyToClient(upstream.trailingHeaders(), last.trailingHeaders());
        Headers.bodyMayChange(last.trailingHeaders());
        return last;
    }
}
