package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.api.RuleJson;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `errata rules set ID`: changes some columns of a row and leaves the others.
@Command(
        name = "set",
        description = {
            "Changes columns of a rule, in force when the command returns:",
            "  errata rules set 7 --mode shadow",
            "  errata rules set 7 mode=shadow priority=10"
        })
final class RuleSetCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "ID", description = "The rule's id.")
    private long id;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "COLUMN=TEXT", description = "A column's new value.")
    private List<String> pairs = List.of();

    @Option(names = "--clear", paramLabel = "COLUMN", description = "Take a column's value away (NULL).")
    private List<String> cleared = List.of();

    @Option(names = "--drop-tests", description = "Take the rule's own tests away.")
    private boolean dropTests;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<TestPair> tests = new ArrayList<>(); // picocli adds to it

    RuleSetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.change(routes -> {
            Reply old = routes.handle(Session.get("rules/" + id));
            return old.status() == 200 && Json.parse(old.json()) instanceof ObjectNode row
                    ? change(routes, row)
                    : session.show(old, body -> "");
        });
    }

    private int change(OwnerRoutes routes, ObjectNode row) {
        ObjectNode before = row.deepCopy();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            String fault =
                    parts.length == 2 ? RuleJson.put(row, parts[0], parts[1]) : "'" + pair + "' is no COLUMN=TEXT.";
            if (!fault.isEmpty()) {
                return session.fail(ExitCode.USAGE, fault);
            }
        }
        for (Map.Entry<String, String> column : RuleColumns.given(spec).entrySet()) {
            String fault = RuleJson.put(row, column.getKey(), column.getValue());
            if (!fault.isEmpty()) {
                return session.fail(ExitCode.USAGE, fault);
            }
        }
        for (String column : cleared) {
            if (!RuleJson.COLUMNS.contains(column)) {
                return session.fail(ExitCode.USAGE, "A rule has no column '" + column + "'.");
            }
            row.putNull(column);
        }
        if (dropTests) {
            RuleJson.dropTests(row);
        }
        RuleJson.addTests(row, TestPair.tests(tests));
        if (row.equals(before)) {
            return session.fail(ExitCode.USAGE, "nothing to change: name a column, for instance --mode shadow.");
        }
        return session.show(
                routes.handle(new Request("PUT", "rules/" + id, Map.of(), row.toString())), RulesCommand::row);
    }
}
