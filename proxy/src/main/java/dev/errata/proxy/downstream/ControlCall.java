package dev.errata.proxy.downstream;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.ControlPlane;
import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.ControlRequest;
import dev.errata.proxy.control.ControlPlane.Header;
import dev.errata.proxy.control.ControlPlane.LiveBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request under `/errata/`: read to its end, handed to the control plane on a virtual thread, answered.
final class ControlCall implements Handling {

    private static final Logger LOG = LoggerFactory.getLogger(ControlCall.class);
    private static final byte[] FAILED = ControlError.INTERNAL
            .json("Errata could not answer this; its log says why.")
            .getBytes(StandardCharsets.UTF_8);

    private final ClientConnection client;
    private final ControlPlane control;
    private final HttpRequest request;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean complete;
    private boolean gone;
    private @Nullable Thread writer;

    ControlCall(ClientConnection client, ControlPlane control, HttpRequest request) {
        this.client = client;
        this.control = control;
        this.request = request;
    }

    void start() {
        if (HttpUtil.is100ContinueExpected(request)) {
            client.sendContinue();
        }
    }

    @Override
    public boolean wantsContent() {
        return !complete;
    }

    @Override
    public void content(HttpContent piece) {
        byte[] bytes = new byte[piece.content().readableBytes()];
        piece.content().readBytes(bytes);
        piece.release();
        body.writeBytes(bytes);
        if (body.size() > ControlPlane.BODY_LIMIT) {
            complete = true;
            client.refuse(ControlError.TOO_LARGE, "A request to Errata itself may have 4 MiB at most.");
        } else if (piece instanceof LastHttpContent) {
            complete = true;
            call();
        }
    }

    @Override
    public void settled() {
        // Nothing is written before the body's end.
    }

    @Override
    public void spoiled(Fault fault) {
        complete = true;
        client.refuse(request.uri(), fault);
    }

    @Override
    public void clientGone() {
        gone = true;
        if (writer != null) {
            writer.interrupt();
        }
    }

    private void call() {
        String uri = Headers.originForm(request.uri());
        int mark = uri.indexOf('?');
        var asked = new ControlRequest(
                request.method().name(),
                Headers.path(uri),
                mark < 0 ? "" : uri.substring(mark + 1),
                request.headers().entries().stream()
                        .map(header -> new Header(header.getKey(), header.getValue()))
                        .toList(),
                body.toByteArray());
        var answered = new AtomicBoolean();
        Thread.ofVirtual().name("errata-control").start(() -> {
            try {
                control.handle(asked, reply -> {
                    if (answered.compareAndSet(false, true)) {
                        hop(reply);
                    }
                });
            } catch (RuntimeException e) {
                LOG.error("{} failed", asked, e);
                if (answered.compareAndSet(false, true)) {
                    hop(new ControlReply(500, "application/json", List.of(), FAILED));
                }
            }
        });
    }

    private void hop(ControlReply reply) {
        onLoop(() -> {
            LiveBody live = reply.live();
            if (live == null) {
                answer(reply);
            } else {
                begin(reply, live);
            }
        });
    }

    /// Does something on the connection's event loop, unless the client has left by then.
    private void onLoop(Runnable task) {
        try {
            client.loop().execute(() -> {
                if (!gone) {
                    task.run();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The proxy has closed before an answer to {} could be sent", request.uri(), e);
        }
    }

    /// Sends the head at once; the body comes from a thread of its own.
    private void begin(ControlReply reply, LiveBody live) {
        // A client of HTTP/1.0 knows no chunks: its body ends with the connection.
        boolean chunked = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0;
        boolean keepAlive = chunked && client.keepsAlive(request);
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        reply.headers().forEach(header -> head.headers().add(header.name(), header.value()));
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        HttpUtil.setTransferEncodingChunked(head, chunked);
        ChannelFuture unused = client.write(head);
        client.flush();
        writer = Thread.ofVirtual().name("errata-control-live").start(() -> write(live, keepAlive));
    }

    private void write(LiveBody live, boolean keepAlive) {
        try {
            live.write(bytes -> onLoop(() -> {
                ChannelFuture unused = client.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
                client.flush();
            }));
            onLoop(() -> {
                writer = null;
                client.write(LastHttpContent.EMPTY_LAST_CONTENT)
                        .addListener(done -> client.finished(keepAlive && done.isSuccess()));
                client.flush();
            });
        } catch (InterruptedException e) {
            onLoop(client::abort);
        } catch (RuntimeException e) {
            LOG.error("The answer to {} broke off", request.uri(), e);
            onLoop(client::abort);
        }
    }

    private void answer(ControlReply reply) {
        boolean keepAlive = client.keepsAlive(request);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                Unpooled.wrappedBuffer(reply.body()),
                DefaultHttpHeadersFactory.headersFactory(),
                DefaultHttpHeadersFactory.trailersFactory());
        reply.headers().forEach(header -> response.headers().add(header.name(), header.value()));
        if (!reply.contentType().isEmpty()) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        }
        if (reply.status() != 204 && reply.status() != 304) {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        response.headers()
                .set(HttpHeaderNames.CONNECTION, keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        client.write(response).addListener(done -> client.finished(keepAlive && done.isSuccess()));
        client.flush();
    }
}
