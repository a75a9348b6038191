package dev.errata.proxy;

import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.client.TlsIdentity;
import dev.errata.proxy.exchange.Exchanges;
import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.transport.kind.TransportState;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.UpstreamTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The proxy: one listener, the model servers, the exchanges between them.
///
/// **Thread:** every method may be called from any thread but an event loop; those that change the listener block until
/// it is so or until they know why not (at most a few seconds).
public interface ProxyServer extends AutoCloseable {

    /// Starts to listen, or moves to another address. On anything but [Listening] nothing has changed: an old listener
    /// goes on. Exchanges that are under way are never dropped by a move.
    ListenResult listen(String host, int port);

    /// Stops to listen; exchanges that are under way go on to their end.
    void stopListening();

    ListenerStatus listener();

    /// Sends new exchanges that no entry of the table is for to another model server; those under way stay where they
    /// are.
    void useUpstream(Upstream upstream);

    /// The standard model server.
    Upstream upstream();

    /// As [#useUpstream], for a whole table of model servers.
    default void useUpstreams(UpstreamTable table) {
        useUpstream(table.standard());
    }

    /// The model servers in use, each with its circuit breaker; the standard one first.
    default List<UpstreamCircuit> circuits() {
        return List.of();
    }

    /// What its event loops wait with; fixed at its start.
    default TransportState transport() {
        return new TransportState(TransportKind.NIO, List.of());
    }

    Exchanges exchanges();

    /// Gives the proxy, which reads no files, the kernel's table of TCP sockets: with it one can tell that a client has
    /// left whose end is stuck behind an upload that nobody reads.
    ///
    /// @param lines of `/proc/net/tcp` and its like; empty where there is none. Asked on virtual threads
    default void useSocketTable(Supplier<List<String>> lines) {}

    /// How long a client's connection may rest between two requests before it is closed; zero for any time. An exchange
    /// that is under way is no rest.
    default void useClientIdle(Duration idle) {}

    /// Sets what the port asks of clients and grants them, for requests that begin from now on. Whether other machines
    /// can reach it is for the proxy itself to know.
    default void usePolicy(PortPolicy policy) {}

    /// Sets what is shown to clients over TLS, for connections that are made from now on.
    ///
    /// @param identity null for no TLS
    default TlsResult useTls(@Nullable TlsIdentity identity) {
        return new TlsRefused("this proxy cannot do it");
    }

    /// Stops to listen, lets exchanges end for at most `drain`, then closes what is left.
    void close(Duration drain);

    @Override
    default void close() {
        close(Duration.ofSeconds(4));
    }

    /// What came of the wish to speak TLS.
    sealed interface TlsResult {}

    /// It does.
    ///
    /// @param subject whom the certificate names
    /// @param expires when it ends
    record TlsOn(String subject, Instant expires) implements TlsResult {}

    /// It does not, as was wished.
    record TlsOff() implements TlsResult {}

    /// Nothing has changed.
    ///
    /// @param reason why, and what to do
    record TlsRefused(String reason) implements TlsResult {}

    /// What came of the wish to listen.
    sealed interface ListenResult {}

    /// It listens.
    ///
    /// @param port the port in use, never 0
    record Listening(String host, int port) implements ListenResult {}

    /// Somebody else has the port.
    record PortTaken(String host, int port) implements ListenResult {}

    /// The address cannot be used, for instance because other machines would reach it unguarded.
    record Refused(String reason) implements ListenResult {}

    /// The listener as it is now.
    ///
    /// @param listening whether the listener is open
    /// @param port the port in use, or the last one
    /// @param exposed whether other machines can reach it
    /// @param tls whether it speaks TLS: other machines must, this one may
    record ListenerStatus(boolean listening, String host, int port, boolean exposed, boolean tls) {

        /// One for this machine, without TLS.
        public ListenerStatus(boolean listening, String host, int port) {
            this(listening, host, port, false, false);
        }
    }
}
