package dev.errata.proxy.upstream.fleet;

import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamPolicy;
import dev.errata.proxy.upstream.UpstreamTable;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The fleet as an exchange meets it at its start.
///
/// @param members one for each server of the table
/// @param policy asked when it is needed
public record Choice(UpstreamTable table, Map<Upstream, Member> members, Supplier<UpstreamPolicy> policy) {
    public Choice {
        members = Map.copyOf(members);
    }

    /// Whether the model's name decides anything.
    public boolean byModel() {
        return !table.entries().isEmpty();
    }

    /// The one for requests that name no model.
    public Member standard() {
        return member(table.standard());
    }

    /// The one for a model.
    public Member of(@Nullable String model) {
        return member(table.route(model));
    }

    Member member(Upstream upstream) {
        Member member = members.get(upstream);
        if (member == null) {
            throw new IllegalStateException("a server of the table without a member: " + upstream.base());
        }
        return member;
    }
}
