package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata correct on|off|pause MINUTES`: the one switch for all correction.
@Command(
        name = "correct",
        description = {
            "Switches all correction on or off, or off for some minutes; without a word it shows the state.",
            "Off: every exchange passes byte for byte. Kept over restarts. Running exchanges keep what they began with."
        })
final class CorrectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "on|off|pause", description = "What to do.")
    private @Nullable String state;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MINUTES", description = "How long to pause.")
    private @Nullable Integer minutes;

    CorrectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (state == null) {
            return session.read(
                    routes -> session.show(routes.handle(Session.get("correction")), CorrectCommand::words));
        }
        boolean pause = state.equals("pause");
        if ((!pause && !state.equals("on") && !state.equals("off")) || pause != (minutes != null)) {
            return session.fail(ExitCode.USAGE, "it is 'errata correct on', 'off', or 'pause MINUTES'.");
        }
        ObjectNode body = Json.object().put("state", pause ? "paused" : state);
        if (minutes != null) {
            body.put("minutes", minutes);
        }
        Request request = new Request("PUT", "correction", Map.of(), body.toString());
        return session.change(routes -> session.show(routes.handle(request), CorrectCommand::words));
    }

    private static String words(JsonNode correction) {
        return "correction is " + correction.path("state").asString("")
                + (correction.has("until")
                        ? " until " + correction.path("until").asString()
                        : "");
    }
}
