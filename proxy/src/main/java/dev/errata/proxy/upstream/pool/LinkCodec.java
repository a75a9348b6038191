package dev.errata.proxy.upstream.pool;

import io.netty.buffer.ByteBuf;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponseDecoder;
import org.jspecify.annotations.Nullable;

/// Netty's client codec for one request at a time, which tells whether bytes are left over behind an answer: they would
/// be taken for the beginning of the next one.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | status line, header block | 64 KiB each | a message whose decoding failed |
///
/// **Thread:** its connection's event loop.
final class LinkCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {

    private static final int HEAD_LIMIT = 64 << 10;

    private final Decoder decoder = new Decoder(new HttpDecoderConfig()
            .setMaxInitialLineLength(HEAD_LIMIT)
            .setMaxHeaderSize(HEAD_LIMIT)
            .setMaxChunkSize(HEAD_LIMIT)
            .setValidateHeaders(false));
    private @Nullable HttpMethod method;

    LinkCodec() {
        init(decoder, new Encoder());
    }

    /// Whether everything that came belonged to a message that has been handed on.
    boolean clean() {
        return decoder.clean();
    }

    private final class Decoder extends HttpResponseDecoder {

        Decoder(HttpDecoderConfig config) {
            super(config);
        }

        boolean clean() {
            return actualReadableBytes() == 0;
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return HttpMethod.HEAD.equals(method) || super.isContentAlwaysEmpty(message);
        }
    }

    private final class Encoder extends HttpRequestEncoder {

        @Override
        protected void encodeInitialLine(ByteBuf out, HttpRequest request) throws Exception {
            method = request.method();
            super.encodeInitialLine(out, request);
        }
    }
}
