package dev.errata.desktop.cli;

import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `errata session list|show|search|delete`: the conversations of clients.
@Command(name = "session", description = "Shows the conversations of clients, and what each took.")
final class SessionCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SessionCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: list, show, search or delete");
    }

    @Command(name = "list", description = "Shows sessions, the one used last first.")
    int list(
            @Option(
                            names = "-n",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many. Default:" + " ${DEFAULT-VALUE}.")
                    int count,
            @Option(names = "--client", paramLabel = "NAME", description = "Of this client alone.") @Nullable
                    String client,
            @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on behind the last page.") @Nullable
                    String cursor) {
        return page("", count, client, cursor);
    }

    @Command(
            name = "search",
            description = "Shows the sessions whose name, client, workspace, model, files or decisions hold a text.")
    int search(
            @Parameters(paramLabel = "TEXT", description = "The text; case does not count.") String text,
            @Option(
                            names = "-n",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "How many. Default:" + " ${DEFAULT-VALUE}.")
                    int count) {
        return page(text, count, null, null);
    }

    private int page(String text, int count, @Nullable String client, @Nullable String cursor) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("limit", List.of(Integer.toString(count)));
        query.put("text", List.of(text));
        if (client != null) {
            query.put("client", List.of(client));
        }
        if (cursor != null) {
            query.put("cursor", List.of(cursor));
        }
        return session.read(
                routes -> session.show(routes.handle(Session.get("sessions", query)), SessionCommand::table));
    }

    @Command(name = "show", description = "Shows one session with its exchanges.")
    int show(@Parameters(paramLabel = "ID", description = "The session's id or name.") String id) {
        return session.read(
                routes -> session.show(routes.handle(Session.get("sessions/" + id)), SessionCommand::words));
    }

    @Command(
            name = "delete",
            description = "Deletes a session; its tokens still count, and its records in the journal stay.")
    int delete(@Parameters(paramLabel = "ID", description = "The session's id or name.") String id) {
        return session.change(routes ->
                session.show(routes.handle(new Request("DELETE", "sessions/" + id, Map.of(), "")), body -> "deleted"));
    }

    private static String table(JsonNode body) {
        Columns table = new Columns().row("SESSION", "CLIENT", "MODEL", "LAST", "EXCHANGES", "INPUT", "OUTPUT", "");
        body.path("sessions")
                .forEach(one -> table.row(
                        one.path("id").asString(""),
                        one.path("client").asString(""),
                        one.path("model").asString(""),
                        one.path("last_at").asString(""),
                        one.path("exchanges").asLong(),
                        one.path("input_tokens").asLong(),
                        one.path("output_tokens").asLong(),
                        one.path("intact").asBoolean() ? "" : "DAMAGED"));
        String more = body.path("cursor").asString("");
        return table + (more.isEmpty() ? "" : System.lineSeparator() + "more: --cursor '" + more + "'");
    }

    private static String words(JsonNode one) {
        Columns words = new Columns();
        words.pair("session", one.path("id").asString(""));
        words.pair("client", one.path("client").asString(""));
        words.pair("workspace", one.path("workspace").asString(""));
        words.pair("model", one.path("model").asString(""));
        words.pair(
                "time",
                one.path("started_at").asString("") + " to "
                        + one.path("last_at").asString("")
                        + (one.path("ended_at").isString() ? ", ended" : ""));
        words.pair(
                "tokens",
                one.path("input_tokens").asLong() + " in ("
                        + one.path("cached_tokens").asLong() + " cached), "
                        + one.path("output_tokens").asLong() + " out ("
                        + one.path("reasoning_tokens").asLong() + " reasoning); "
                        + one.path("estimated_tokens").asLong() + " of them estimated");
        words.pair("files", joined(one.path("files")));
        if (!one.path("intact").asBoolean()) {
            words.pair("DAMAGED", one.path("damage").asString("") + "; what stands here cannot be trusted");
        }
        Columns turns = new Columns().row("EXCHANGE", "AT", "MODEL", "INPUT", "OUTPUT", "COUNTED BY");
        one.path("turns")
                .forEach(turn -> turns.row(
                        turn.path("exchange").asString(""),
                        turn.path("at").asString(""),
                        turn.path("model").asString(""),
                        turn.path("input_tokens").asLong(),
                        turn.path("output_tokens").asLong(),
                        turn.path("source").asString("")));
        String between = System.lineSeparator() + System.lineSeparator();
        JsonNode decisions = one.path("decisions");
        return words + between + turns + (decisions.isEmpty() ? "" : between + decisions(decisions));
    }

    private static Columns decisions(JsonNode list) {
        Columns decisions = new Columns().row("DECIDED AT", "PROPOSAL", "DECISION", "HUNKS", "VERDICT", "BY", "REASON");
        list.forEach(one -> decisions.row(
                one.path("at").asString(""),
                one.path("proposal").asString(""),
                one.path("decision").asString(""),
                joined(one.path("hunks")),
                one.path("verdict").asString(""),
                one.path("operator").asString("")
                        + (one.path("channel").asString("").isEmpty()
                                ? ""
                                : " (" + one.path("channel").asString("") + ")"),
                one.path("reason").asString("")));
        return decisions;
    }

    private static String joined(JsonNode list) {
        return list.valueStream().map(one -> one.asString("")).collect(Collectors.joining(", "));
    }
}
