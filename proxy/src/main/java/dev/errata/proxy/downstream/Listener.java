package dev.errata.proxy.downstream;

import dev.errata.proxy.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets that clients connect to, and their connections.
///
/// `127.0.0.1` and `localhost` mean `::1` too, on the same port, where this machine has it: clients resolve `localhost`
/// to either. An address that other machines can reach means both of them as well: what is on this machine keeps its
/// address. A move opens the new sockets first; if that fails, nothing has changed.
///
/// **Thread:** any but an event loop; one caller at a time.
public final class Listener {

    /// Longest first line of a request and largest block of headers, in bytes each.
    public static final int HEAD_LIMIT = FramingGuard.HEAD_LIMIT;

    /// Largest body that an encoded request is decoded to, in bytes.
    public static final long DECODED_LIMIT = BodyDecoder.LIMIT;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int PAIR_TRIES = 8;
    private static final byte[] V4 = {127, 0, 0, 1};
    private static final byte[] V6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final Transport transport;
    private final Parts parts;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile ClientTimes times = ClientTimes.DEFAULT;
    private final ReadAhead.Budget ahead = new ReadAhead.Budget();
    private volatile @Nullable Encryption encryption;
    private List<Channel> sockets = List.of();

    public Listener(Transport transport, Parts parts) {
        this.transport = transport;
        this.parts = parts;
        // Loaded before the first body needs it, on a thread that may read files.
        Thread.ofVirtual().name("errata-zstd").start(Zstandard::load);
    }

    /// Where the kernel's table of sockets can be read from; read on virtual threads.
    public void use(Supplier<List<String>> sockets) {
        ahead.use(sockets);
    }

    /// Sets the limits that begin to run from now on, of connections that are open too.
    public void use(ClientTimes limits) {
        times = limits;
    }

    /// Sets how connections that are made from now on may, or must, be encrypted; null for not at all.
    public void use(@Nullable Encryption wanted) {
        encryption = wanted;
    }

    /// What came of the wish to listen.
    public sealed interface Outcome {
        /// It listens.
        record Open(int port) implements Outcome {}

        /// Somebody else has the port.
        record Taken() implements Outcome {}

        /// The address cannot be used.
        record Unusable(String reason) implements Outcome {}
    }

    /// Listens, or moves.
    ///
    /// @param host a name or address of this machine
    public Outcome open(String host, int port) {
        Outcome outcome = tryOpen(host, port);
        if (!(outcome instanceof Outcome.Taken) || sockets.isEmpty() || port(sockets.getFirst()) != port) {
            return outcome;
        }
        // All addresses and one of them cannot have the same port at once, so the old sockets go first.
        List<InetSocketAddress> before = sockets.stream()
                .map(socket -> (InetSocketAddress) socket.localAddress())
                .toList();
        close();
        Outcome second = tryOpen(host, port);
        if (!(second instanceof Outcome.Open)) {
            sockets = before.stream().flatMap(at -> again(at).stream()).toList();
        }
        return second;
    }

    private Optional<Channel> again(InetSocketAddress at) {
        return Optional.ofNullable(tryBind(at.getAddress(), at.getPort(), List.of()));
    }

    private Outcome tryOpen(String host, int port) {
        boolean both = host.equals("127.0.0.1") || host.equalsIgnoreCase("localhost");
        List<Channel> old = sockets;
        try {
            InetAddress first = InetAddress.getAllByName(both ? "127.0.0.1" : bare(host))[0];
            List<Channel> fresh = both ? pair(first, port, old) : alone(first, port, old);
            sockets = fresh;
            old.stream().filter(socket -> !fresh.contains(socket)).forEach(Transport::close);
            if (!old.isEmpty() && !fresh.containsAll(old)) {
                retireClients();
            }
            return new Outcome.Open(port(fresh.getFirst()));
        } catch (UnknownHostException e) {
            return new Outcome.Unusable("this machine has no address " + host);
        } catch (BindException e) {
            String why = e.getMessage() == null ? "" : e.getMessage();
            return why.contains("in use") || why.contains("already") ? new Outcome.Taken() : new Outcome.Unusable(why);
        } catch (IOException e) {
            return new Outcome.Unusable(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /// Stops to listen. Idle connections are closed, the others after their exchange.
    public void close() {
        List<Channel> old = sockets;
        sockets = List.of();
        old.forEach(socket -> socket.close().awaitUninterruptibly());
        retireClients();
    }

    /// Waits until no client is connected.
    ///
    /// @return whether that came true in time
    public boolean awaitIdle(Duration limit) {
        return clients.newCloseFuture().awaitUninterruptibly(limit.toMillis());
    }

    /// Closes the connections that are left.
    public void closeClients() {
        clients.close().awaitUninterruptibly(1_000);
    }

    private void retireClients() {
        for (Channel channel : clients) {
            ClientConnection connection = channel.pipeline().get(ClientConnection.class);
            if (connection != null) {
                channel.eventLoop().execute(connection::retire);
            }
        }
    }

    private List<Channel> alone(InetAddress address, int port, List<Channel> old) throws IOException {
        Channel first = bind(address, port, old);
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return List.of(first);
        }
        List<Channel> all = new ArrayList<>(List.of(first));
        for (byte[] here : List.of(V4, V6)) {
            Channel own = tryBind(InetAddress.getByAddress(here), port(first), old);
            if (own != null) {
                all.add(own);
            }
        }
        return List.copyOf(all);
    }

    private List<Channel> pair(InetAddress v4, int port, List<Channel> old) throws IOException {
        InetAddress v6 = InetAddress.getByAddress(V6);
        for (int i = 0; ; i++) {
            Channel first = bind(v4, port, old);
            Channel second = tryBind(v6, port(first), old);
            if (second != null) {
                return List.of(first, second);
            }
            if (port != 0 || i == PAIR_TRIES || !hasV6(v6, old)) {
                return List.of(first);
            }
            first.close().awaitUninterruptibly();
        }
    }

    /// Whether this machine has the address at all, so that another free port is worth a try.
    private boolean hasV6(InetAddress v6, List<Channel> old) {
        Channel probe = tryBind(v6, 0, old);
        if (probe != null) {
            probe.close().awaitUninterruptibly();
        }
        return probe != null;
    }

    private @Nullable Channel tryBind(InetAddress address, int port, List<Channel> old) {
        try {
            return bind(address, port, old);
        } catch (IOException e) {
            LOG.info("Not listening on [{}]:{}: {}", address.getHostAddress(), port, e.getMessage());
            return null;
        }
    }

    private Channel bind(InetAddress address, int port, List<Channel> old) throws IOException {
        for (Channel socket : old) {
            if (port != 0 && socket.localAddress().equals(new InetSocketAddress(address, port))) {
                return socket;
            }
        }
        ChannelFuture bound = transport
                .server()
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address, port)
                .awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        throw Transport.bindFault(bound.cause());
    }

    private void accept(Channel channel) {
        clients.add(channel);
        channel.pipeline().addLast("http", new ClientCodec());
        channel.pipeline()
                .addLast("client", new ClientConnection(channel.pipeline().context("http"), parts, () -> times, ahead));
        Encryption now = encryption;
        if (now != null) {
            now.into(channel);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(Channel socket) {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }
}
