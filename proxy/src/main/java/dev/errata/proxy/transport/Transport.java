package dev.errata.proxy.transport;

import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.transport.kind.TransportState;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.unix.Errors;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event loops and the sockets that they serve.
///
/// Every kind reads on demand in the same way, so nothing behind it has to know which one it is.
public final class Transport {

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);
    private static final Duration TRIAL_STOP = Duration.ofSeconds(1);

    private final EventLoopGroup loops;
    private final TransportState state;

    private Transport(EventLoopGroup loops, TransportState state) {
        this.loops = loops;
        this.state = state;
    }

    /// Starts event loops of the best kind that works here.
    ///
    /// @param wished tried first, if it is one; the others stand in for it where it does not work
    public static Transport start(int threads, @Nullable TransportKind wished) {
        List<TransportKind> order = new ArrayList<>(TransportKind.usual());
        if (wished != null) {
            order.remove(wished);
            order.addFirst(wished);
        }
        List<String> passedOver = new ArrayList<>();
        for (TransportKind kind : order) {
            try {
                EventLoopGroup loops = tried(threads, kind);
                TransportState state = new TransportState(kind, passedOver);
                LOG.info("Transport: {}, {} event loops", state.text(), threads);
                return new Transport(loops, state);
            } catch (IOException e) {
                LOG.debug("The transport {} does not work here", kind.word(), e);
                passedOver.add(kind.word() + ": " + reason(e));
            }
        }
        throw new IllegalStateException("no transport works on this machine: " + String.join("; ", passedOver));
    }

    private static EventLoopGroup tried(int threads, TransportKind kind) throws IOException {
        Throwable fault = Sockets.fault(kind);
        if (fault != null) {
            throw new IOException(fault);
        }
        EventLoopGroup loops;
        try {
            loops = new MultiThreadIoEventLoopGroup(
                    threads, new DefaultThreadFactory("errata-loop", true), Sockets.handlers(kind));
        } catch (RuntimeException e) {
            throw new IOException(e); // the kernel refuses a ring, for instance for want of memory it may lock
        }
        try {
            Trial.run(client(loops.next()), server(loops, kind));
            return loops;
        } catch (IOException | RuntimeException e) {
            stop(loops, TRIAL_STOP);
            throw e instanceof IOException io ? io : new IOException(e);
        }
    }

    /// The innermost cause tells what is the matter; those around it only who noticed.
    private static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : Arrays.stream(message.split("\n", 2)).findFirst().orElse("").strip();
    }

    /// Which kind this is, and why.
    public TransportState state() {
        return state;
    }

    /// A listener. Reading is on demand, and a client that closes its sending side counts as gone.
    public ServerBootstrap server() {
        return server(loops, state.kind());
    }

    private static ServerBootstrap server(EventLoopGroup loops, TransportKind kind) {
        return new ServerBootstrap()
                .group(loops)
                .channel(Sockets.servers(kind))
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, false)
                .childOption(ChannelOption.TCP_NODELAY, true);
    }

    /// A connection on the same event loop as its other leg. Reading is on demand.
    public static Bootstrap client(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(Sockets.clients(loop))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true);
    }

    /// Closes at once. Nobody waits for it, so its result is of no use.
    public static void close(ChannelOutboundInvoker channel) {
        ChannelFuture unused = channel.close();
    }

    /// Why a listener could not be bound. The native transports have an exception of their own for each fault of the
    /// system; an address that is taken, or that is not there, is a [BindException] with all of them.
    public static IOException bindFault(Throwable cause) {
        if (cause instanceof Errors.NativeIoException fault) {
            var same = new BindException(fault.getMessage());
            same.initCause(fault);
            return same;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /// Ends the event loops; what is still open is closed. Blocks for at most `limit`.
    public void stop(Duration limit) {
        if (!stop(loops, limit)) {
            throw new IllegalStateException("the event loops did not stop within " + limit);
        }
    }

    private static boolean stop(EventLoopGroup loops, Duration limit) {
        return loops.shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(limit.toMillis() + 500);
    }
}
