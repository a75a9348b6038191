package dev.errata.proxy.upstream.pool;

import dev.errata.proxy.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/// One connection to a model server. It reads only when asked, and never sends a second request before the first
/// answer's end.
///
/// **Thread:** its event loop, which is its user's too, so nothing here is volatile.
public final class UpstreamLink extends ChannelInboundHandlerAdapter {

    private final ModelServer server;
    private final Channel channel;
    private final LinkCodec codec;
    private @Nullable LinkUser user;
    private @Nullable Throwable fault;
    private @Nullable ScheduledFuture<?> eviction;
    private boolean reused;
    private int uses;
    private long restMillis = Long.MAX_VALUE;

    UpstreamLink(ModelServer server, Channel channel, LinkCodec codec) {
        this.server = server;
        this.channel = channel;
        this.codec = codec;
    }

    /// Whether another exchange used it before: then the server may have closed it without our knowing.
    public boolean reused() {
        return reused;
    }

    public boolean writable() {
        return channel.isWritable();
    }

    /// Writes without flushing; takes ownership of the message.
    public void write(Object message) {
        ChannelFuture unused = channel.write(message, channel.voidPromise());
    }

    public void flush() {
        channel.flush();
    }

    /// Asks for the next bytes.
    public void read() {
        channel.read();
    }

    /// Closes at once. The user hears nothing more.
    public void close() {
        user = null;
        Transport.close(channel);
    }

    /// Closes at once and drops what is still to be sent: a server that does not read would not learn of an end that
    /// waits behind a body. The user hears nothing more.
    public void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        close();
    }

    ModelServer server() {
        return server;
    }

    /// Whether a request may be sent: it is open, and nothing came that nobody has asked for.
    boolean usable() {
        return channel.isActive() && codec.clean();
    }

    /// How often it has been used.
    int uses() {
        return uses;
    }

    /// How long the server lets it rest, as far as the last answer told.
    long restMillis() {
        return restMillis;
    }

    void use(LinkUser next) {
        uses++;
        stopEviction();
        user = next;
    }

    /// Puts it to rest; it still reads, to learn of the server's closing.
    void rest(ScheduledFuture<?> evictor) {
        user = null;
        reused = true;
        eviction = evictor;
        channel.read();
    }

    private void stopEviction() {
        if (eviction != null) {
            eviction.cancel(false);
            eviction = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (fault != null) {
            // The decoder takes every end of the connection for the end of a body without length, a reset too.
            ReferenceCountUtil.release(message);
        } else if (user != null && message instanceof HttpObject object) {
            if (object instanceof HttpResponse head) {
                restMillis = KeepAlive.restMillis(head.headers().get("keep-alive", ""));
            }
            user.received(object);
        } else {
            // Nobody asked for anything: the connection is out of step.
            ReferenceCountUtil.release(message);
            Transport.close(ctx);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (user != null) {
            user.readComplete();
        } else if (!codec.clean()) {
            Transport.close(ctx);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (user != null) {
            user.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopEviction();
        LinkUser last = user;
        user = null;
        if (last != null) {
            last.closed(fault);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fault = cause;
        Transport.close(ctx);
    }
}
