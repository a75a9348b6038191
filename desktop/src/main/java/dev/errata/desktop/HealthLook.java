package dev.errata.desktop;

import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.proxy.control.HealthReport;
import dev.errata.proxy.control.HealthReport.Component;
import dev.errata.proxy.control.HealthReport.Status;
import dev.errata.proxy.control.HealthSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Puts the parts' own views of themselves together for `/errata/health`.
///
/// @param servers the model servers in use
record HealthLook(ProxyServer proxy, Supplier<List<SeenServer>> servers, OpenHome home) implements HealthSource {

    @Override
    public HealthReport now() {
        ListenerStatus listener = proxy.listener();
        var journal = home.journal().status();
        String failure = journal.failure();
        List<Component> parts = new ArrayList<>();
        parts.add(Component.proxy(
                Status.HEALTHY,
                (listener.listening() ? "listening on " + Levers.address(listener) : "the listener is off")
                        + ", transport " + proxy.transport().text()));
        for (SeenServer server : servers.get()) {
            parts.add(Component.upstream(
                    server.upstream().name(),
                    server.serves(),
                    server.upstream().base() + (server.reason().isEmpty() ? "" : ": " + server.reason())));
        }
        parts.add(Component.database(databaseFault()));
        parts.add(Component.journal(
                failure == null ? "" : HomeProblem.JOURNAL_NOT_WRITABLE.said(failure), journal.lastSeq()));
        parts.add(Component.workers(Status.HEALTHY, journal.queued() + " events wait for the journal"));
        return new HealthReport(parts);
    }

    private String databaseFault() {
        String fault = home.database().fault();
        return fault.isEmpty()
                ? ""
                : home.database()
                        .opening()
                        .problem()
                        .orElse(HomeProblem.NOT_WRITABLE)
                        .said(fault);
    }
}
