package dev.errata.proxy.practice;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A model server without a model, on loopback.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | request body | 32 MiB | 413 |
/// | answers per request (`n`) | 4 | 400 |
/// | idle connection | 5 s | closed, as llama-server does |
/// | requests at once on one connection | 1 | the second is not answered, the connection ends after the first |
///
/// **Thread:** every method from any thread but an event loop; one event loop of its own does all the talking.
public final class PracticeServer implements AutoCloseable {

    /// The name that stands in every answer's `model` field.
    public static final String MODEL = "errata-practice";

    /// About 40 tokens in a second, the pace of a small model on a laptop.
    public static final Duration USUAL_PACE = Duration.ofMillis(25);

    private static final int MAX_BODY = 32 << 20;
    static final int IDLE_SECONDS = 5;
    // Small buffers: a client that stops reading shall stop the talking soon, and not only after megabytes.
    private static final int SEND_BUFFER = 64 << 10;
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(8 << 10, 32 << 10);

    private final int port;
    private final PracticeVoice voice;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private @Nullable EventLoopGroup loops;

    /// A server at the usual pace.
    ///
    /// @param port 1 to 65535, or 0 for a free one
    public PracticeServer(int port) {
        this(port, USUAL_PACE, InstantSource.system(), RandomGenerator.getDefault());
    }

    /// @param port 1 to 65535, or 0 for a free one
    /// @param perToken the time one token takes, zero for as fast as the client reads
    /// @param random makes the ids of answers; the texts do not depend on it
    public PracticeServer(int port, Duration perToken, InstantSource clock, RandomGenerator random) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        this.port = port;
        this.voice = new PracticeVoice(perToken, clock, random);
    }

    /// Starts to listen on 127.0.0.1.
    ///
    /// @throws IllegalStateException if it has been started before
    public synchronized Start start() {
        if (loops != null) {
            throw new IllegalStateException("a practice server starts once");
        }
        var threads = new DefaultThreadFactory("errata-practice", true);
        loops = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connect(channel);
                    }
                });
        ChannelFuture bound = bootstrap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close();
            return new Failed(port, String.valueOf(bound.cause().getMessage()));
        }
        channels.add(bound.channel());
        return new Started(((InetSocketAddress) bound.channel().localAddress()).getPort());
    }

    private void connect(Channel channel) {
        channels.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                .addLast(new HttpObjectAggregator(MAX_BODY))
                .addLast(new PracticeHandler(voice, underWay));
    }

    /// Answers that are being given at this moment.
    public int answersUnderWay() {
        return underWay.get();
    }

    /// Stops at once; answers under way break off.
    @Override
    public synchronized void close() {
        channels.close().awaitUninterruptibly();
        if (loops != null) {
            loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    /// What came of the wish to start.
    public sealed interface Start {}

    /// It listens.
    ///
    /// @param port the port in use, never 0
    public record Started(int port) implements Start {

        /// Where clients find it.
        public URI base() {
            return URI.create("http://127.0.0.1:" + port);
        }
    }

    /// It does not listen, mostly because another program has the port.
    ///
    /// @param reason as the system tells it
    public record Failed(int port, String reason) implements Start {}
}
