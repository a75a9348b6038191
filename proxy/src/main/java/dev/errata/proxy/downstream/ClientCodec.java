package dev.errata.proxy.downstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.List;

/// Netty's server codec with a guard at its decoder: a request that the guard refuses arrives with a failed result.
///
/// The decoder hands a head on in the very call that has read its last byte, and reads nothing of the body in it; so
/// the bytes that it took while it had no head are the head's.
///
/// **Thread:** its connection's event loop.
final class ClientCodec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {

    private final ArrayDeque<HttpMethod> methods = new ArrayDeque<>();
    private final FramingGuard guard = new FramingGuard();
    private boolean inHead = true;
    private boolean headBegun;

    ClientCodec() {
        var config = new HttpDecoderConfig()
                .setMaxInitialLineLength(FramingGuard.HEAD_LIMIT)
                .setMaxHeaderSize(FramingGuard.HEAD_LIMIT)
                .setMaxChunkSize(FramingGuard.HEAD_LIMIT)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
        init(new Decoder(config), new Encoder());
    }

    /// Whether a part of a head has come, but not all of it.
    boolean headBegun() {
        return headBegun;
    }

    /// What is wrong with a message whose decoding failed.
    Fault fault(HttpObject message) {
        return guard.unreadable(message);
    }

    private final class Decoder extends HttpRequestDecoder {

        Decoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) throws Exception {
            int from = bytes.readerIndex();
            int known = out.size();
            super.decode(ctx, bytes, out);
            if (inHead && bytes.readerIndex() > from) {
                headBegun = true;
                guard.scan(bytes, from, bytes.readerIndex());
            }
            for (int i = known; i < out.size(); i++) {
                take(out.get(i));
            }
        }

        private void take(Object decoded) {
            if (decoded instanceof HttpRequest request) {
                inHead = false;
                headBegun = false;
                methods.add(request.method());
                if (request.decoderResult().isSuccess()) {
                    guard.judge(request)
                            .map(Fault.Found::new)
                            .map(DecoderResult::failure)
                            .ifPresent(request::setDecoderResult);
                }
            }
            if (decoded instanceof LastHttpContent) {
                inHead = true;
                guard.reset();
            }
        }
    }

    private final class Encoder extends HttpResponseEncoder {

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            return HttpMethod.HEAD.equals(methods.poll()) || super.isContentAlwaysEmpty(response);
        }
    }
}
