package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.client.Limiter;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.transport.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: requests are dealt with one after another, in order, however many a client sends ahead.
///
/// It reads on demand but nearly always demands: only a connection that is being read learns that its client has left.
/// What came early (a pipelined request, a body that the model server does not take yet) waits here; beyond the bound
/// reading stops.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | head | [FramingGuard] | refused, closed |
/// | head or body that does not go on | [ClientTimes] | 408, closed |
/// | rest of a request that was answered early | 2 s | closed |
/// | rest between two requests | [IdleWatch] | closed |
/// | bytes that wait | [ReadAhead] | not read until some have gone |
///
/// **Thread:** its event loop.
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final int LINGER_SECONDS = 2;
    private static final ByteBuf CONTINUE = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII));

    private final ChannelHandlerContext ctx;
    private final ClientCodec codec;
    private final Parts parts;
    private final ReadAhead ahead;
    private final IdleWatch idle;
    private final RequestWatch watch;
    private final Inbound inbound = new Inbound();
    private @Nullable Handling current;
    private Limiter.@Nullable Entered entered;
    private boolean reading;
    private boolean pumping;
    private boolean retired;
    private boolean gently;
    private boolean old;
    private boolean closing;
    private boolean lingering;
    private boolean reusableLater;

    /// @param ctx the codec's place in the pipeline; this handler comes right behind it
    /// @param times asked when a limit begins to run
    /// @param budget what all connections share
    ClientConnection(ChannelHandlerContext ctx, Parts parts, Supplier<ClientTimes> times, ReadAhead.Budget budget) {
        this.ctx = ctx;
        this.codec = (ClientCodec) ctx.handler();
        this.parts = parts;
        this.ahead = new ReadAhead(ctx.channel(), budget);
        this.watch = new RequestWatch(
                ctx.channel(),
                times,
                inbound,
                () -> codec.headBegun() && !closing,
                () -> current != null && current.wantsContent() && !lingering && !closing,
                () -> current != null);
        this.idle = new IdleWatch(ctx.channel(), () -> times.get().idle(), codec::headBegun);
    }

    EventLoop loop() {
        return (EventLoop) ctx.executor();
    }

    /// Takes no further request: closes now if none is at hand, else after it.
    void retire() {
        retired = true;
        if (current == null) {
            Transport.close(ctx);
        }
    }

    /// Writes without flushing; takes ownership.
    ChannelFuture write(Object message) {
        return ctx.channel().write(message);
    }

    void flush() {
        ctx.channel().flush();
    }

    /// Breaks the connection off, so that the client sees that its answer is not complete. To an old client, whose body
    /// ends with the connection, a plain close is a good end: its connection is reset (RFC 9112 section 8).
    void abort() {
        closing = true;
        if (old) {
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        Transport.close(ctx);
    }

    /// Takes no further request, and closes in a way that lets the client read what it is told.
    void retireGently() {
        retired = true;
        gently = true;
    }

    /// Closes the sending side and takes what the client still sends for a while: closing on unread bytes would reset
    /// the connection, and the client could lose what it was told (RFC 9112 section 9.6).
    private void closeGently() {
        closing = true;
        lingering = true;
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            ChannelFuture unused = tls.closeOutbound();
        } else if (ctx.channel() instanceof DuplexChannel duplex) {
            ChannelFuture unused = duplex.shutdownOutput();
        }
        lingerAtMost();
        demand();
    }

    /// Lets the client send its body.
    void sendContinue() {
        raw(CONTINUE.duplicate());
    }

    /// Sends bytes around the encoder, which would take an interim answer for the final one.
    void raw(ByteBuf bytes) {
        ctx.pipeline()
                .context(ClientCodec.class)
                .writeAndFlush(bytes)
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /// Whether the connection may serve another request after this one.
    boolean keepsAlive(HttpRequest request) {
        return !retired && HttpUtil.isKeepAlive(request);
    }

    /// The answer has gone out to its end. A request whose body is still coming is taken to its end first: closing on
    /// unread bytes would reset the connection, and the client could lose the answer.
    ///
    /// @param reusable whether the connection may serve another request
    void finished(boolean reusable) {
        Handling done = current;
        if (done != null && done.wantsContent()) {
            lingering = true;
            reusableLater = reusable;
            lingerAtMost();
            pump();
        } else {
            settle(reusable);
        }
    }

    private void settle(boolean reusable) {
        leave();
        current = null;
        idle.rest();
        lingering = false;
        if (gently) {
            closeGently();
        } else if (!reusable || retired) {
            closing = true;
            Transport.close(ctx);
        } else {
            pump();
        }
    }

    private void lingerAtMost() {
        Handling lingerer = current;
        Future<?> unused = loop().schedule(
                        () -> {
                            if (lingering && current == lingerer) {
                                Transport.close(ctx);
                            }
                        },
                        LINGER_SECONDS,
                        TimeUnit.SECONDS);
    }

    /// Gives the request at hand what waits, and begins the next one if there is none.
    void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (deliverable()) {
            while (deliverable()) {
                deliver(inbound.remove());
            }
            if (current != null) {
                current.settled(); // may make room for more
            }
        }
        pumping = false;
        demand();
        watchBody();
    }

    private boolean deliverable() {
        return !inbound.isEmpty() && !closing && (current == null || current.wantsContent());
    }

    private void deliver(HttpObject next) {
        if (current != null && next.decoderResult().isFailure() && next instanceof HttpContent) {
            // The body's framing is broken, so nothing after it can be trusted.
            ReferenceCountUtil.release(next);
            current.spoiled(codec.fault(next));
        } else if (current != null && next instanceof HttpContent content) {
            current.content(content);
            if (lingering && !current.wantsContent()) {
                settle(reusableLater);
            }
        } else if (next instanceof HttpRequest request) {
            begin(request);
        } else {
            ReferenceCountUtil.release(next);
        }
    }

    /// Answers with an error in the shape that the path's clients understand, and closes.
    void refuse(String uri, Fault fault) {
        refuse(Refused.answer(uri, fault));
    }

    /// Answers a request to Errata itself with an error, and closes.
    void refuse(ControlError error, String message) {
        refuse(Refused.answer(error, message));
    }

    private void refuse(FullHttpResponse response) {
        closing = true;
        ctx.channel().writeAndFlush(response).addListener(done -> {
            if (done.isSuccess()) {
                closeGently();
            } else {
                Transport.close(ctx);
            }
        });
    }

    /// Refuses a request that was never begun, once the journal knows of it.
    private void reject(@Nullable HttpRequest request, @Nullable Visitor visitor, Fault fault) {
        closing = true;
        String uri = request == null ? "/" : request.uri();
        parts.refusals().record(parts, loop(), request, visitor, fault).whenComplete((receipt, lost) -> {
            try {
                loop().execute(() -> {
                    if (lost == null) {
                        refuse(uri, fault);
                    } else {
                        abort();
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("The proxy has closed before a refusal could be sent", e);
            }
        });
    }

    private void begin(HttpRequest request) {
        idle.busy();
        old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        if (request.decoderResult().isFailure()) {
            LOG.debug("A request that is refused", request.decoderResult().cause());
            reject(request, null, codec.fault(request));
            return;
        }
        String path = Headers.path(request.uri());
        if (request.method().equals(HttpMethod.CONNECT)) {
            reject(
                    request,
                    null,
                    new Fault(
                            ProxyProblem.NO_TUNNEL,
                            405,
                            "Errata is no tunnel; its address goes where the model server's stood"));
        } else if (path.equals("/errata") || path.startsWith("/errata/")) {
            String host = request.headers().get(HttpHeaderNames.HOST, "");
            if (LoopbackName.inHeader(host) && (!parts.policy().get().exposed() || Encryption.isHere(ctx.channel()))) {
                var call = new ControlCall(this, parts.control(), request);
                current = call;
                call.start();
            } else {
                refuse(
                        ControlError.FOREIGN_HOST,
                        "Errata's own pages are for this machine only: ask localhost or 127.0.0.1 for them.");
            }
        } else {
            switch (Door.judge(parts.policy().get(), parts.limiter(), request)) {
                case Door.TurnedAway(Visitor visitor, Fault fault) -> reject(request, visitor, fault);
                case Door.Admitted in -> {
                    entered = in.entry();
                    var forwarding = new Forwarding(this, parts, in.visitor(), request);
                    current = forwarding;
                    forwarding.start();
                }
            }
        }
    }

    /// The request at hand is over; the next one may be counted.
    private void leave() {
        if (entered != null) {
            entered.leave();
            entered = null;
        }
    }

    private void demand() {
        if (!reading && (!closing || lingering) && ahead.room(inbound.bytes())) {
            reading = true;
            ctx.channel().read();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        idle.rest();
        demand();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing || !(message instanceof HttpObject object)) {
            ReferenceCountUtil.release(message);
            return;
        }
        inbound.add(object);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        pump();
        watchHead();
    }

    private void watchHead() {
        watch.head(() -> reject(
                null, null, new Fault(ProxyProblem.REQUEST_TOO_SLOW, 408, "its head did not come to an end in time")));
    }

    private void watchBody() {
        watch.body(() -> {
            if (current != null) {
                current.spoiled(new Fault(ProxyProblem.REQUEST_TOO_SLOW, 408, "its body did not go on in time"));
            }
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        closing = true;
        ahead.close();
        idle.close();
        inbound.release();
        Handling left = current;
        current = null;
        leave();
        if (left != null) {
            left.clientGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A client's connection failed", cause);
        Transport.close(context);
    }
}
