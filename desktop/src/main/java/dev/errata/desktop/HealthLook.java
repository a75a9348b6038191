package dev.errata.desktop;

import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.proxy.control.HealthReport;
import dev.errata.proxy.control.HealthReport.Component;
import dev.errata.proxy.control.HealthReport.Status;
import dev.errata.proxy.control.HealthSource;
import dev.errata.proxy.upstream.probe.UpstreamHealth;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import java.util.List;

/// Puts the parts' own views of themselves together for `/errata/health`.
record HealthLook(ProxyServer proxy, UpstreamHealth upstream, OpenHome home) implements HealthSource {

    @Override
    public HealthReport now() {
        ListenerStatus listener = proxy.listener();
        UpstreamStatus server = upstream.now();
        var journal = home.journal().status();
        String failure = journal.failure();
        return new HealthReport(List.of(
                Component.proxy(
                        Status.HEALTHY,
                        listener.listening() ? "listening on " + Levers.address(listener) : "the listener is off"),
                Component.upstream(
                        server.upstream().name(),
                        server.state() != UpstreamStatus.State.AWAY,
                        server.upstream().base() + (server.reason().isEmpty() ? "" : ": " + server.reason())),
                Component.database(home.database().fault()),
                Component.journal(failure == null ? "" : failure, journal.lastSeq()),
                Component.workers(Status.HEALTHY, journal.queued() + " events wait for the journal")));
    }
}
