package dev.errata.proxy.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The event loops and the sockets that they serve.
public final class Transport {

    private final EventLoopGroup loops;

    private Transport(EventLoopGroup loops) {
        this.loops = loops;
    }

    /// Starts event loops.
    public static Transport start(int threads) {
        return new Transport(new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("errata-loop", true), NioIoHandler.newFactory()));
    }

    /// A listener. Reading is on demand, and a client that closes its sending side counts as gone.
    public ServerBootstrap server() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }

    /// A connection on the same event loop as its other leg. Reading is on demand.
    public static Bootstrap client(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    /// Closes at once. Nobody waits for it, so its result is of no use.
    public static void close(ChannelOutboundInvoker channel) {
        ChannelFuture unused = channel.close();
    }

    /// Ends the event loops; what is still open is closed. Blocks for at most `limit`.
    public void stop(Duration limit) {
        boolean stopped = loops.shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(limit.toMillis() + 500);
        if (!stopped) {
            throw new IllegalStateException("the event loops did not stop within " + limit);
        }
    }
}
