package dev.errata.proxy;

import com.github.f4b6a3.ulid.Ulid;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.journal.Journal;
import dev.errata.proxy.client.Limiter;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.client.TlsIdentity;
import dev.errata.proxy.control.ControlPlane;
import dev.errata.proxy.downstream.ClientTimes;
import dev.errata.proxy.downstream.Encryption;
import dev.errata.proxy.downstream.Listener;
import dev.errata.proxy.downstream.LoopbackName;
import dev.errata.proxy.downstream.Parts;
import dev.errata.proxy.downstream.Refusals;
import dev.errata.proxy.exchange.ExchangeMeter;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.exchange.Exchanges;
import dev.errata.proxy.transport.Transport;
import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.transport.kind.TransportState;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.UpstreamPolicy;
import dev.errata.proxy.upstream.UpstreamTable;
import dev.errata.proxy.upstream.fleet.Fleet;
import dev.errata.proxy.upstream.pool.UpstreamPool;
import dev.errata.rules.correction.Correction;
import dev.errata.rules.stream.RuleProgram;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The proxy on Netty.
///
/// An exchange takes its model server, its rules and the state of the switch once, at its start; what changes
/// afterwards is for the next one. Both legs of an exchange live on one event loop.
///
/// **Thread:** as [ProxyServer] says; changes are made one at a time.
public final class NettyProxyServer implements ProxyServer {

    private static final int LOOPS_MOST = 4;
    private static final Duration STOP = Duration.ofMillis(800);

    private final Fleet fleet;
    private final Transport transport;
    private final ExchangeRing ring;
    private final Listener listener;
    private volatile ListenerStatus status = new ListenerStatus(false, "127.0.0.1", 0);
    private ClientTimes times = ClientTimes.DEFAULT;
    private volatile PortPolicy rights = PortPolicy.OPEN;
    private @Nullable Encryption encryption;
    private boolean closed;

    /// Prepares the proxy; it listens when told to.
    ///
    /// @param rules the rule snapshot in force, asked once per exchange on an event loop: must not block
    /// @param correction the switch, asked likewise
    public NettyProxyServer(
            Upstream upstream,
            Supplier<RuleProgram> rules,
            Supplier<Correction> correction,
            Journal journal,
            Clock clock,
            ControlPlane control) {
        this(upstream, rules, correction, journal, RawTexts.NONE, clock, control);
    }

    /// As above.
    ///
    /// @param raw gets the raw text of each exchange that ends with one
    public NettyProxyServer(
            Upstream upstream,
            Supplier<RuleProgram> rules,
            Supplier<Correction> correction,
            Journal journal,
            RawTexts raw,
            Clock clock,
            ControlPlane control) {
        this(upstream, rules, correction, journal, raw, clock, control, null);
    }

    /// As above.
    ///
    /// @param trust whom to trust at `https` upstreams; null for whom the Java platform trusts
    public NettyProxyServer(
            Upstream upstream,
            Supplier<RuleProgram> rules,
            Supplier<Correction> correction,
            Journal journal,
            Clock clock,
            ControlPlane control,
            @Nullable TrustManagerFactory trust) {
        this(upstream, rules, correction, journal, RawTexts.NONE, clock, control, trust);
    }

    private NettyProxyServer(
            Upstream upstream,
            Supplier<RuleProgram> rules,
            Supplier<Correction> correction,
            Journal journal,
            RawTexts raw,
            Clock clock,
            ControlPlane control,
            @Nullable TrustManagerFactory trust) {
        this(
                UpstreamTable.of(upstream),
                () -> UpstreamPolicy.USUAL,
                rules,
                correction,
                journal,
                raw,
                ExchangeMeter.NONE,
                clock,
                control,
                trust);
    }

    /// As above.
    ///
    /// @param table the model servers to begin with
    /// @param policy how patient to be with them; asked when it is needed
    /// @param meter gets the numbers of each exchange that ends
    public NettyProxyServer(
            UpstreamTable table,
            Supplier<UpstreamPolicy> policy,
            Supplier<RuleProgram> rules,
            Supplier<Correction> correction,
            Journal journal,
            RawTexts raw,
            ExchangeMeter meter,
            Clock clock,
            ControlPlane control,
            @Nullable TrustManagerFactory trust) {
        this(table, policy, rules, correction, journal, raw, meter, clock, control, trust, null);
    }

    /// As above.
    ///
    /// @param wished the transport to take if it works here; null for the fastest that does
    public NettyProxyServer(
            UpstreamTable table,
            Supplier<UpstreamPolicy> policy,
            Supplier<RuleProgram> rules,
            Supplier<Correction> correction,
            Journal journal,
            RawTexts raw,
            ExchangeMeter meter,
            Clock clock,
            ControlPlane control,
            @Nullable TrustManagerFactory trust,
            @Nullable TransportKind wished) {
        this.fleet = new Fleet(table, trust, policy, journal, System::nanoTime);
        this.transport = Transport.start(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, LOOPS_MOST), wished);
        this.ring = new ExchangeRing(clock, raw, meter);
        Supplier<String> ids = () -> ulid(clock.millis());
        this.listener = new Listener(
                transport,
                new Parts(
                        fleet::now,
                        new UpstreamPool(),
                        ring,
                        rules,
                        correction,
                        journal,
                        clock,
                        control,
                        ids,
                        () -> rights,
                        new Limiter(System::nanoTime),
                        new Refusals()));
    }

    /// Made without the library's shared factory, which takes a lock. Not a secret, so any randomness does.
    private static String ulid(long millis) {
        byte[] random = new byte[Ulid.RANDOM_BYTES];
        ThreadLocalRandom.current().nextBytes(random);
        return new Ulid(millis, random).toString();
    }

    @Override
    public synchronized ListenResult listen(String host, int port) {
        if (closed) {
            return new Refused("Errata is closing");
        }
        boolean exposed = !LoopbackName.is(host);
        String missing = exposed ? missing() : "";
        if (!missing.isEmpty()) {
            return new Refused("Other machines could reach Errata on " + host + ", and " + missing
                    + ". Nothing was changed; Errata listens there once 'errata clients add NAME' has given each client"
                    + " a token and the settings tls.certificate and tls.key name a certificate and its key. For this"
                    + " machine alone use 127.0.0.1.");
        }
        if (port < 0 || port > 65535) {
            return new Refused("not a port: " + port);
        }
        // Before the first connection from elsewhere can come, and back if none can.
        rights = rights.exposed(exposed || status.exposed());
        Listener.Outcome outcome = listener.open(host, port);
        rights = rights.exposed(outcome instanceof Listener.Outcome.Open ? exposed : status.exposed());
        return switch (outcome) {
            case Listener.Outcome.Open open -> {
                status = new ListenerStatus(true, host, open.port(), exposed, encryption != null);
                yield new Listening(host, open.port());
            }
            case Listener.Outcome.Taken taken -> new PortTaken(host, port);
            case Listener.Outcome.Unusable unusable -> new Refused(unusable.reason());
        };
    }

    /// What an address that others can reach still lacks; empty if nothing.
    private String missing() {
        boolean noClient = rights.clients().all().isEmpty();
        return noClient && encryption == null
                ? "no client has a token and there is no TLS"
                : noClient ? "no client has a token" : encryption == null ? "there is no TLS" : "";
    }

    @Override
    public synchronized void usePolicy(PortPolicy wanted) {
        rights = wanted.exposed(status.exposed());
    }

    @Override
    public synchronized TlsResult useTls(@Nullable TlsIdentity identity) {
        if (identity == null && status.exposed()) {
            return new TlsRefused("Other machines can reach Errata on " + status.host()
                    + ", so TLS stays as it is. Listen on 127.0.0.1 first.");
        }
        Encryption wanted;
        try {
            wanted = identity == null ? null : Encryption.of(identity);
        } catch (IllegalArgumentException e) {
            return new TlsRefused("TLS stays as it is: " + e.getMessage() + ".");
        }
        encryption = wanted;
        listener.use(wanted);
        status = new ListenerStatus(status.listening(), status.host(), status.port(), status.exposed(), wanted != null);
        return wanted == null ? new TlsOff() : new TlsOn(wanted.subject(), wanted.expires());
    }

    @Override
    public synchronized void stopListening() {
        listener.close();
        status = new ListenerStatus(false, status.host(), status.port(), false, encryption != null);
    }

    /// Sets how long a client may take to say what it wants: 30 s and 60 s if nothing else is said.
    ///
    /// @param head from a request's first byte to the end of its head
    /// @param pause within a request's body
    public synchronized void useClientTimes(Duration head, Duration pause) {
        times = new ClientTimes(head, pause, times.idle());
        listener.use(times);
    }

    @Override
    public void useSocketTable(Supplier<List<String>> lines) {
        listener.use(lines);
    }

    @Override
    public synchronized void useClientIdle(Duration idle) {
        times = new ClientTimes(times.head(), times.pause(), idle);
        listener.use(times);
    }

    @Override
    public ListenerStatus listener() {
        return status;
    }

    @Override
    public void useUpstream(Upstream upstream) {
        fleet.change(table -> table.with(upstream));
    }

    @Override
    public Upstream upstream() {
        return fleet.now().table().standard();
    }

    @Override
    public void useUpstreams(UpstreamTable table) {
        fleet.change(old -> table);
    }

    @Override
    public List<UpstreamCircuit> circuits() {
        return fleet.circuits();
    }

    @Override
    public TransportState transport() {
        return transport.state();
    }

    @Override
    public Exchanges exchanges() {
        return ring;
    }

    @Override
    public synchronized void close(Duration drain) {
        if (closed) {
            return;
        }
        closed = true;
        stopListening();
        listener.awaitIdle(drain);
        listener.closeClients();
        transport.stop(STOP);
    }
}
