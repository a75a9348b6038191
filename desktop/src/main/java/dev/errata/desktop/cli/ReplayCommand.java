package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.rules.trial.Replay;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata rules replay`: what rules would have changed in the last exchanges; reads the kept raw texts, beside a
/// running owner or without one, and writes nothing.
@Command(
        name = "replay",
        description = {
            "Shows what the rules would have changed in the last exchanges if the shadow rules were enforced.",
            "With --rule: what that rule alone would have changed, whatever its mode."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final long QUIET_NANOS = 2_000_000_000L;

    private final Session session;

    @Option(names = "--last", paramLabel = "N", description = "How many exchanges, newest first. Default: 1000.")
    private @Nullable Integer last;

    @Option(names = "--rule", paramLabel = "ID", description = "Only this rule, as if it were enforced.")
    private @Nullable Long rule;

    ReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode asked = Json.object();
        if (last != null) {
            asked.put("last", last);
        }
        if (rule != null) {
            asked.put("rule", rule);
        }
        return session.look(
                visit -> session.show(visit.replay(asked.toString(), new Told(session)), ReplayCommand::words));
    }

    /// Tells how far a long replay is, every two seconds.
    private static final class Told implements Replay.Progress {
        private final Session session;
        private long next = System.nanoTime() + QUIET_NANOS;

        Told(Session session) {
            this.session = session;
        }

        @Override
        public void at(int done, int of) {
            if (System.nanoTime() - next > 0) {
                next = System.nanoTime() + QUIET_NANOS;
                session.warn(done + " of " + of + " exchanges replayed");
            }
        }
    }

    private static String words(JsonNode body) {
        StringBuilder text = new StringBuilder();
        for (JsonNode change : body.path("exchanges")) {
            text.append(change.path("at").asString(""))
                    .append("  ")
                    .append(change.path("exchange").asString(""))
                    .append("  ")
                    .append(change.path("model").asString("(no model named)"))
                    .append(System.lineSeparator());
            change.path("rewrites")
                    .forEach(rewrite -> text.append("  rule ")
                            .append(rewrite.path("rule").asLong())
                            .append(" in ")
                            .append(rewrite.path("lane").asString(""))
                            .append(": '")
                            .append(Columns.shorten(rewrite.path("before").asString("")))
                            .append("' -> '")
                            .append(Columns.shorten(rewrite.path("after").asString("")))
                            .append('\'')
                            .append(System.lineSeparator()));
        }
        int replayed = body.path("replayed").asInt();
        int unlisted = body.path("changed").asInt() - body.path("exchanges").size();
        if (unlisted > 0) {
            text.append("and ").append(unlisted).append(" more").append(System.lineSeparator());
        }
        body.path("failures").forEach(failure -> text.append(failure.asString("")).append(System.lineSeparator()));
        if (replayed == 0) {
            text.append("no raw text is kept, so nothing could be replayed; see capture.raw-texts in 'errata help"
                    + " settings'");
        } else {
            text.append("would have changed ")
                    .append(body.path("changed").asInt())
                    .append(" of ")
                    .append(replayed)
                    .append(replayed == 1 ? " exchange" : " exchanges");
        }
        append(text, body, "detected", " exchanges hold what rules without a replacement look for");
        append(text, body, "unreadable", " files in blobs/raw could not be read");
        append(text, body, "lanes_left_out", " lanes (tool arguments or JSON) were not replayed");
        return text.toString();
    }

    private static void append(StringBuilder text, JsonNode body, String field, String words) {
        if (body.path(field).asInt() > 0) {
            text.append("; ").append(body.path(field).asInt()).append(words);
        }
    }
}
