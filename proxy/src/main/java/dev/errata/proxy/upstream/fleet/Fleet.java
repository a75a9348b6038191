package dev.errata.proxy.upstream.fleet;

import dev.errata.logs.journal.Journal;
import dev.errata.logs.state.CircuitBreaker;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.UpstreamPolicy;
import dev.errata.proxy.upstream.UpstreamTable;
import dev.errata.proxy.upstream.pool.ModelServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The model servers in use.
///
/// **Thread:** [#now] and [#circuits] from any, without waiting; a change reads trusted certificates, so not from an
/// event loop.
public final class Fleet {
    private final @Nullable TrustManagerFactory trust;
    private final Supplier<UpstreamPolicy> policy;
    private final Journal journal;
    private final LongSupplier nanos;
    private volatile Choice choice;

    /// @param trust whom to trust at `https` servers; null for whom the Java platform trusts
    /// @param policy asked at each decision
    /// @param journal gets the moves of the breakers
    /// @param nanos a clock that never goes back
    public Fleet(
            UpstreamTable table,
            @Nullable TrustManagerFactory trust,
            Supplier<UpstreamPolicy> policy,
            Journal journal,
            LongSupplier nanos) {
        this.trust = trust;
        this.policy = policy;
        this.journal = journal;
        this.nanos = nanos;
        this.choice = choice(table, Map.of());
    }

    /// What a new exchange goes by.
    public Choice now() {
        return choice;
    }

    /// Changes the table for new exchanges; those under way stay where they are.
    public synchronized void change(UnaryOperator<UpstreamTable> change) {
        choice = choice(change.apply(choice.table()), choice.members());
    }

    /// How each server's breaker stands, the standard server first.
    public List<UpstreamCircuit> circuits() {
        Choice now = choice;
        return now.table().all().stream()
                .map(upstream -> new UpstreamCircuit(upstream, now.member(upstream).status()))
                .toList();
    }

    private Choice choice(UpstreamTable table, Map<Upstream, Member> known) {
        Map<Upstream, Member> members = new LinkedHashMap<>();
        for (Upstream upstream : table.all()) {
            Member member = known.get(upstream);
            members.put(upstream, member == null ? member(upstream) : member);
        }
        return new Choice(table, members, policy);
    }

    private Member member(Upstream upstream) {
        var breaker = new CircuitBreaker(() -> policy.get().breaker(), nanos);
        return new Member(ModelServer.of(upstream, trust), breaker, journal);
    }
}
