package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `errata rules restore`: brings an earlier form of a rule back, or takes a whole import back.
@Command(
        name = "restore",
        description = {
            "Brings an earlier form of a rule back, also of one that was deleted; or takes a whole import back:",
            "  errata rules restore 7 12",
            "  errata rules restore --import 41"
        })
final class RuleRestoreCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The rule's id.")
    private @Nullable Long id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "A version of its history.")
    private @Nullable Long version;

    @Option(names = "--import", paramLabel = "NUMBER", description = "The number that the import said.")
    private @Nullable Long number;

    RuleRestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (number != null && id == null) {
            Request undo = new Request(
                    "POST", "packs/undo", Map.of(), Json.object().put("import", number).toString());
            return session.change(routes -> session.show(routes.handle(undo), RuleRestoreCommand::words));
        }
        if (number != null || id == null || version == null) {
            return session.fail(ExitCode.USAGE, "Name a rule and a version of its history, or --import NUMBER.");
        }
        Request restore = new Request(
                "POST",
                "rules/" + id + "/restore",
                Map.of(),
                Json.object().put("version", version).toString());
        return session.change(routes -> session.show(routes.handle(restore), RulesCommand::row));
    }

    private static String words(JsonNode body) {
        return "import " + body.path("import").asLong() + " is taken back: "
                + body.path("restored").size() + " restored, "
                + body.path("removed").size() + " removed, "
                + body.path("left").size() + " changed since and left";
    }
}
