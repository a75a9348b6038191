package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.cli.House.RuleTestResult;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata rules list|show|add|set|delete|test|replay|import|export|history|restore`.
@Command(name = "rules", description = "Shows, changes and tests the rules.")
final class RulesCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private RulesCommand(Session session) {
        this.session = session;
    }

    /// The command with the sub-commands that take one option per column.
    static CommandLine with(Session session) {
        CommandLine rules = new CommandLine(new RulesCommand(session));
        rules.addSubcommand("add", RuleColumns.options(new RuleAddCommand(session)));
        rules.addSubcommand("set", RuleColumns.options(new RuleSetCommand(session)));
        rules.addSubcommand("replay", new ReplayCommand(session));
        rules.addSubcommand("import", new RuleImportCommand(session));
        rules.addSubcommand("export", new RuleExportCommand(session));
        rules.addSubcommand("history", new RuleHistoryCommand(session));
        rules.addSubcommand("restore", new RuleRestoreCommand(session));
        return rules;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing: list, show, add, set, delete, test, replay, import, export, history or restore");
    }

    @Command(name = "list", description = "Shows every row, those that are no rules with the reason.")
    int list() {
        return session.read(routes -> session.show(routes.handle(Session.get("rules")), RulesCommand::table));
    }

    @Command(name = "show", description = "Shows one row; exit code 1 if there is none.")
    int show(@Parameters(paramLabel = "ID") long id) {
        return session.read(routes -> session.show(routes.handle(Session.get("rules/" + id)), RulesCommand::row));
    }

    @Command(name = "delete", description = "Deletes a rule; its history stays.")
    int delete(@Parameters(paramLabel = "ID") long id) {
        Request request = new Request("DELETE", "rules/" + id, Map.of(), "");
        return session.change(routes -> session.show(routes.handle(request), body -> "rule " + id + " is deleted"));
    }

    @Command(
            name = "test",
            description = {
                "Runs the rows of rule_tests, or the tests in a file of rules without touching the home;",
                "exit code 1 if one fails or a rule of the file is none."
            })
    int test(@Parameters(arity = "0..1", paramLabel = "FILE") @Nullable String file) {
        if (file != null) {
            return new PackTest(session, file).run();
        }
        return session.look(visit -> {
            List<RuleTestResult> results = visit.testRules();
            long failed = results.stream().filter(result -> !result.passed()).count();
            session.say(session.json() ? json(results, failed).toString() : words(results, failed));
            return failed == 0 ? ExitCode.OK : ExitCode.NOT_SO;
        });
    }

    private static ObjectNode json(List<RuleTestResult> results, long failed) {
        ObjectNode json = Json.object().put("passed", results.size() - failed).put("failed", failed);
        ArrayNode tests = json.putArray("tests");
        results.forEach(result -> tests.addObject()
                .put("rule", result.rule())
                .put("input", result.input())
                .put("expected", result.expected())
                .put("got", result.got())
                .put("passed", result.passed()));
        return json;
    }

    private static String words(List<RuleTestResult> results, long failed) {
        StringBuilder text = new StringBuilder();
        results.stream().filter(result -> !result.passed()).forEach(result -> text.append("failed: rule ")
                .append(result.rule())
                .append(": '")
                .append(Columns.shorten(result.input()))
                .append("' became '")
                .append(Columns.shorten(result.got()))
                .append("', expected '")
                .append(Columns.shorten(result.expected()))
                .append('\'')
                .append(System.lineSeparator()));
        return text.append(results.size() - failed)
                .append(" passed, ")
                .append(failed)
                .append(" failed")
                .toString();
    }

    private static String table(JsonNode body) {
        Columns table = new Columns().row("ID", "MODE", "MATCH", "PATTERN", "REPLACEMENT", "TYPE", "PACK");
        StringBuilder reasons = new StringBuilder();
        for (JsonNode row : body.path("rules")) {
            boolean valid = row.path("valid").asBoolean();
            table.row(
                    row.path("id").asLong(),
                    valid ? row.path("mode").asString("enforce") : "INVALID",
                    row.path("match").asString("literal"),
                    row.path("pattern").asString(""),
                    row.path("replacement").isNull()
                            ? "(detects only)"
                            : row.path("replacement").asString(""),
                    row.path("type").asString(""),
                    row.path("pack").asString(""));
            row.path("faults").forEach(fault -> reasons.append(System.lineSeparator())
                    .append("rule ")
                    .append(row.path("id").asLong())
                    .append(" is not loaded: ")
                    .append(fault.path("field").asString(""))
                    .append(": ")
                    .append(fault.path("message").asString("")));
        }
        for (JsonNode row : body.path("rejected")) {
            if (row.path("table").asString("").equals("edit_tools")) {
                reasons.append(System.lineSeparator())
                        .append("edit tool ")
                        .append(row.path("id").asLong())
                        .append(" is not loaded: ")
                        .append(row.path("field").asString(""))
                        .append(": ")
                        .append(row.path("reason").asString(""));
            }
        }
        int tools = body.path("edit_tools").size();
        JsonNode patches = body.path("behavior_patches");
        return table.toString() + reasons + System.lineSeparator()
                + body.path("loaded").asInt() + " of "
                + body.path("rules").size() + " rules loaded"
                + (tools == 0 ? "" : "; edit tools of your own: " + tools)
                + PatchCount.words(patches);
    }

    /// One row, a column in a line; columns that say nothing are left out.
    static String row(JsonNode row) {
        StringBuilder text = new StringBuilder();
        for (var field : row.properties()) {
            if (!field.getValue().isNull() && !field.getValue().isContainer()) {
                text.append(text.isEmpty() ? "" : System.lineSeparator())
                        .append(field.getKey())
                        .append(": ")
                        .append(field.getValue().asString(field.getValue().toString()));
            }
        }
        row.path("tests")
                .forEach(test -> text.append(System.lineSeparator())
                        .append("test: '")
                        .append(test.path("input").asString(""))
                        .append("' becomes '")
                        .append(test.path("expected").asString(""))
                        .append('\''));
        row.path("faults")
                .forEach(fault -> text.append(System.lineSeparator())
                        .append("fault: ")
                        .append(fault.path("field").asString(""))
                        .append(": ")
                        .append(fault.path("message").asString("")));
        return text.toString();
    }
}
