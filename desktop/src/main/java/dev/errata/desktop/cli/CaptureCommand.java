package dev.errata.desktop.cli;

import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `errata capture show|clear`: the kept texts of exchanges.
@Command(
        name = "capture",
        description = "Shows how much is kept of exchanges, and deletes their kept texts; see errata help capture.")
final class CaptureCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CaptureCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: show or clear");
    }

    @Command(name = "show", description = "Shows the levels, and how many texts are kept.")
    int show() {
        return session.read(routes -> session.show(routes.handle(Session.get("capture")), CaptureCommand::words));
    }

    @Command(
            name = "clear",
            description = "Deletes the kept texts, in memory and on disk; the journal keeps its records.")
    int clear() {
        return session.change(routes -> session.show(
                routes.handle(new Request("POST", "capture/clear", Map.of(), "")),
                done -> done.path("texts").asInt() + " texts deleted ("
                        + done.path("bytes").asLong() + " bytes)"));
    }

    private static String words(JsonNode capture) {
        Columns words = new Columns();
        words.pair("level", capture.path("level").asString(""));
        if (!capture.path("clients").asString("").isEmpty()) {
            words.pair("by client", capture.path("clients").asString(""));
        }
        words.pair(
                "texts",
                capture.path("texts").asInt() + " of at most "
                        + capture.path("most_texts").asInt());
        words.pair(
                "bytes",
                capture.path("bytes").asLong() + " of at most "
                        + capture.path("most_bytes").asLong());
        int days = capture.path("most_days").asInt();
        words.pair("age", days == 0 ? "any" : "at most " + days + " days");
        if (!capture.path("fault").asString("").isEmpty()) {
            words.pair("fault", capture.path("fault").asString(""));
        }
        return words.toString();
    }
}
