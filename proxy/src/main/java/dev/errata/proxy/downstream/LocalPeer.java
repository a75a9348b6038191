package dev.errata.proxy.downstream;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A client on this machine, as the kernel's own table shows its socket. With it one can tell that a client has left
/// whose end is still stuck behind an upload that nobody reads.
///
/// Only Linux has such a table, and it shows only the sockets of this machine; of others nothing is known.
///
/// **Source:** proc(5), `/proc/net/tcp`: local address, remote address, state.
final class LocalPeer {

    /// Established, or closed by the other side alone: states of a socket that its owner still has.
    private static final Set<String> HELD = Set.of("01", "08");

    private final String local;
    private final String remote;

    /// What the table shows.
    enum Sight {
        /// It is there.
        CONNECTED,
        /// It has closed its side.
        LEFT,
        /// It is not in the table, or there is none.
        UNSEEN
    }

    private LocalPeer(InetSocketAddress client, InetSocketAddress self) {
        this.local = ":%04X".formatted(client.getPort());
        this.remote = ":%04X".formatted(self.getPort());
    }

    /// The client of a connection, if the table can show it.
    static Optional<LocalPeer> of(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress client
                        && channel.localAddress() instanceof InetSocketAddress self
                        && client.getAddress().isLoopbackAddress()
                ? Optional.of(new LocalPeer(client, self))
                : Optional.empty();
    }

    /// Looks for it in the table.
    ///
    /// @param table the lines of it, none if it cannot be read
    Sight look(List<String> table) {
        Optional<String> client = Optional.empty();
        boolean self = false;
        for (String line : table) {
            String[] fields = line.strip().split("\\s+", 5);
            if (fields.length > 3 && is(fields, local, remote)) {
                client = Optional.of(fields[3]);
            }
            self |= fields.length > 3 && is(fields, remote, local);
        }
        if (client.isPresent()) {
            return client.filter(HELD::contains).isPresent() ? Sight.CONNECTED : Sight.LEFT;
        }
        // A reset takes our own end out of the table too.
        return !table.isEmpty() && !self ? Sight.LEFT : Sight.UNSEEN;
    }

    private static boolean is(String[] fields, String from, String to) {
        return fields[1].endsWith(from) && fields[2].endsWith(to) && isLoopback(fields[1]) && isLoopback(fields[2]);
    }

    /// `0100007F` is 127.0.0.1, also at the end of its IPv6 form; `...01000000` is the end of ::1.
    private static boolean isLoopback(String address) {
        String host = address.substring(0, Math.max(0, address.indexOf(':')));
        return host.endsWith("7F") || host.endsWith("01000000");
    }
}
