package dev.errata.proxy.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Tries event loops out: a byte goes over a real connection of this machine, there and back, and the connection ends.
///
/// A library that loads is not enough: a container may forbid the system calls, or a kernel may know only some of them.
final class Trial {

    private static final long LIMIT_MILLIS = 1_000;

    private Trial() {}

    /// **Errors:** [IOException] if it did not work, for whatever reason.
    static void run(Bootstrap client, ServerBootstrap server) throws IOException {
        var arrived = new AtomicBoolean();
        var closed = new CountDownLatch(1);
        ChannelFuture bound = server.childHandler(initial(Echo::new))
                .bind(InetAddress.getLoopbackAddress(), 0)
                .awaitUninterruptibly();
        Channel listener = done(bound);
        try {
            Channel asking = done(client.handler(initial(() -> new Asking(arrived, closed)))
                    .connect(listener.localAddress())
                    .awaitUninterruptibly());
            ChannelFuture unused = asking.writeAndFlush(Unpooled.copiedBuffer(new byte[] {1}));
            if (!closed.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS) || !arrived.get()) {
                throw new IOException("a byte sent over it did not come back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            listener.close().awaitUninterruptibly();
        }
    }

    private static Channel done(ChannelFuture future) throws IOException {
        if (future.isSuccess()) {
            return future.channel();
        }
        throw new IOException(future.cause());
    }

    private static ChannelInitializer<Channel> initial(Supplier<ChannelHandler> handler) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler.get());
            }
        };
    }

    /// Sends back what comes, and leaves.
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush(message).addListener(done -> Transport.close(ctx));
        }
    }

    /// Waits for the byte, then for the end.
    private static final class Asking extends ChannelInboundHandlerAdapter {
        private final AtomicBoolean arrived;
        private final CountDownLatch closed;

        Asking(AtomicBoolean arrived, CountDownLatch closed) {
            this.arrived = arrived;
            this.closed = closed;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof ByteBuf bytes && bytes.isReadable()) {
                arrived.set(true);
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.read();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            closed.countDown();
        }
    }
}
