package dev.errata.proxy.upstream.pool;

import dev.errata.proxy.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
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
    private @Nullable LinkUser user;
    private @Nullable Throwable fault;
    private @Nullable ScheduledFuture<?> eviction;
    private boolean reused;

    UpstreamLink(ModelServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
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

    ModelServer server() {
        return server;
    }

    boolean active() {
        return channel.isActive();
    }

    void use(LinkUser next) {
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
        if (user != null && message instanceof HttpObject object) {
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
