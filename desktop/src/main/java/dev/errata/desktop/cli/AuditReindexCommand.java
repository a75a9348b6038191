package dev.errata.desktop.cli;

import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `errata audit reindex`: makes the search index again from the journal.
@Command(
        name = "reindex",
        description = "Makes the search index again from the journal. Searching goes on meanwhile, only slower.")
final class AuditReindexCommand implements Callable<Integer> {
    private final Session session;

    AuditReindexCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Request request = new Request("POST", "audit/index", Map.of(), "");
        return session.change(
                routes -> session.show(routes.handle(request), body -> "The search index is made again."));
    }
}
