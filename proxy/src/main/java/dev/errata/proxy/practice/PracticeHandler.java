package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatQuestion.Asked;
import dev.errata.proxy.practice.ChatQuestion.Wrong;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: finds out what is asked and starts the answer.
///
/// **Thread:** its event loop, so no field needs to be volatile. Reading is never paused, so that a client that leaves
/// is noticed at once, in every phase; its half-close counts as leaving.
@SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do when a channel is closed
final class PracticeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(PracticeHandler.class);

    private final PracticeVoice voice;
    private final AtomicInteger underWay;
    private @Nullable Telling telling;
    private boolean keepAlive;

    PracticeHandler(PracticeVoice voice, AtomicInteger underWay) {
        this.voice = voice;
        this.underWay = underWay;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (telling != null) {
            keepAlive = false; // like llama-server: a pipelined request is never answered
            return;
        }
        keepAlive = HttpUtil.isKeepAlive(request);
        HttpHeaders headers = headers(request);
        if (request.decoderResult().isFailure()) {
            error(ctx, headers, 400, "invalid_request_error", "not an HTTP request");
            return;
        }
        String method = request.method().name().equals("HEAD")
                ? "GET"
                : request.method().name();
        if (method.equals("OPTIONS")) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "*");
            json(ctx, headers, 200, "");
            return;
        }
        switch (method + ' ' + request.uri().split("\\?", 2)[0]) {
            case "GET /health", "GET /v1/health" -> json(ctx, headers, 200, "{\"status\":\"ok\"}");
            case "GET /models", "GET /v1/models" ->
                json(ctx, headers, 200, ChatJson.models(voice.clock().instant().getEpochSecond()));
            case "POST /chat/completions", "POST /v1/chat/completions" -> answer(ctx, headers, request, Dialect.OPENAI);
            case "POST /v1/completions" -> answer(ctx, headers, request, Dialect.COMPLETIONS);
            case "POST /responses", "POST /v1/responses" -> answer(ctx, headers, request, Dialect.RESPONSES);
            case "GET /slots" -> json(ctx, headers, 200, ChatJson.slots(underWay.get()));
            case "POST /api/chat" -> answer(ctx, headers, request, Dialect.OLLAMA_CHAT);
            case "POST /api/generate" -> answer(ctx, headers, request, Dialect.OLLAMA_GENERATE);
            case "POST /v1/messages" -> answer(ctx, headers, request, Dialect.ANTHROPIC);
            case "GET /api/version" -> json(ctx, headers, 200, OllamaForm.version());
            case "GET /api/tags" -> json(ctx, headers, 200, OllamaForm.tags(voice.clock()));
            default -> error(ctx, headers, 404, "not_found_error", "File Not Found");
        }
    }

    private void answer(ChannelHandlerContext ctx, HttpHeaders headers, FullHttpRequest request, Dialect dialect) {
        if (!request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity").equals("identity")) {
            error(ctx, headers, 415, "invalid_request_error", "a compressed body is not understood");
            return;
        }
        switch (ChatQuestion.read(ByteBufUtil.getBytes(request.content()), dialect)) {
            case Wrong(var status, var type, var message) ->
                error(ctx, headers, status, dialect.error(status, type, message));
            case Asked asked -> {
                Form form = dialect.form(voice, asked);
                Telling begun = asked.stream()
                        ? new Speech(ctx, voice, asked, form, headers, lastWrite -> {
                            told();
                            endIfAsked(lastWrite);
                        })
                        : new Letter(ctx, voice, asked, form, text -> {
                            told();
                            json(ctx, headers, 200, text);
                        });
                telling = begun;
                underWay.incrementAndGet();
                begun.begin();
            }
        }
    }

    private void told() {
        if (telling != null) {
            telling = null;
            underWay.decrementAndGet();
        }
    }

    private void endIfAsked(ChannelFuture written) {
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /// Every answer has an Access-Control-Allow-Origin, an empty one where no Origin was sent: llama-server does so,
    /// and what stands between has to carry it.
    private HttpHeaders headers(FullHttpRequest request) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.SERVER, PracticeServer.MODEL);
        headers.set(
                HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, request.headers().get(HttpHeaderNames.ORIGIN, ""));
        if (keepAlive) {
            headers.set("Keep-Alive", "timeout=" + PracticeServer.IDLE_SECONDS);
        } else {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return headers;
    }

    private void error(ChannelHandlerContext ctx, HttpHeaders headers, int status, String type, String message) {
        error(ctx, headers, status, ChatJson.error(status, type, message));
    }

    private void error(ChannelHandlerContext ctx, HttpHeaders headers, int status, String body) {
        keepAlive = false; // as with llama-server, the connection ends with an error
        headers.remove("Keep-Alive");
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        json(ctx, headers, status, body);
    }

    private void json(ChannelHandlerContext ctx, HttpHeaders headers, int status, String text) {
        var body = ByteBufUtil.writeUtf8(ctx.alloc(), text);
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), body, headers, EmptyHttpHeaders.INSTANCE);
        endIfAsked(ctx.writeAndFlush(response));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (telling != null) {
            telling.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (telling != null) {
            telling.stop();
            told();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && telling == null) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("a client of the practice server left: {}", cause.getMessage());
        } else {
            LOG.warn("the practice server gave up a connection", cause);
        }
        ctx.close();
    }
}
