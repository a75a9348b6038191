package dev.errata.desktop;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import java.util.List;

/// A model server in use, by what was seen of it last and by what its circuit breaker says.
///
/// @param status what a look at it has found
/// @param leftAlone why no exchange is sent to it, or only one on trial; empty while all are sent
record SeenServer(UpstreamStatus status, String leftAlone) {

    /// Puts the two together.
    static SeenServer of(UpstreamStatus status, List<UpstreamCircuit> circuits) {
        String leftAlone = circuits.stream()
                .filter(circuit -> circuit.upstream().equals(status.upstream()))
                .map(UpstreamCircuit::reason)
                .findFirst()
                .orElse("");
        return new SeenServer(status, leftAlone);
    }

    Upstream upstream() {
        return status.upstream();
    }

    /// Whether exchanges can be served by it, as far as is known.
    boolean serves() {
        return status.state() != UpstreamStatus.State.AWAY && leftAlone.isEmpty();
    }

    /// Why it is so, for people; empty if there is nothing to say.
    String reason() {
        String reason = status.reason();
        if (leftAlone.isEmpty()) {
            return reason;
        }
        String left = ProxyProblem.SERVER_LEFT_ALONE.said(leftAlone);
        return reason.isEmpty() ? left : reason + "; " + left;
    }
}
