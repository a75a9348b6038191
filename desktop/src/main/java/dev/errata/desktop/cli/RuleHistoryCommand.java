package dev.errata.desktop.cli;

import dev.errata.desktop.api.RuleJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `errata rules history ID`: the forms a rule had, and what each changed.
@Command(
        name = "history",
        description = {"Shows every form that a rule had, newest first, also of one that was deleted."})
final class RuleHistoryCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The rule's id.")
    private long id;

    RuleHistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.read(
                routes -> session.show(routes.handle(Session.get("rules/" + id + "/history")), this::words));
    }

    private String words(JsonNode body) {
        Columns table = new Columns().row("VERSION", "WHEN", "WHAT", "CHANGED");
        List<JsonNode> versions = body.path("versions").valueStream().toList();
        for (int i = 0; i < versions.size(); i++) {
            JsonNode version = versions.get(i);
            table.row(
                    version.path("version").asLong(),
                    version.path("at").asString(""),
                    version.path("change").asString(""),
                    i + 1 == versions.size()
                            ? quoted(version.path("rule").path("pattern"))
                            : changes(versions.get(i + 1).path("rule"), version.path("rule")));
        }
        return table + System.lineSeparator() + "to go back: errata rules restore " + id + " VERSION";
    }

    private static String changes(JsonNode before, JsonNode after) {
        List<String> changes = new ArrayList<>();
        for (String column : RuleJson.COLUMNS) {
            if (!before.path(column).equals(after.path(column))) {
                changes.add(column + " " + quoted(before.path(column)) + " -> " + quoted(after.path(column)));
            }
        }
        return String.join(", ", changes);
    }

    private static String quoted(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? "nothing"
                : "'" + Columns.shorten(value.asString(value.toString())) + "'";
    }
}
