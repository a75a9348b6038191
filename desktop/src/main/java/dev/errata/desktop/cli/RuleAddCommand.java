package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.api.RuleJson;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `errata rules add PATTERN`: a new row, in force when the command returns.
@Command(
        name = "add",
        description = {
            "Adds a rule and prints it with its id. Only the pattern is needed: without --replacement the rule only"
                    + " detects,",
            "without --type its type is pattern_match. A rule whose own test fails is refused, unless its mode is",
            "shadow or off."
        })
final class RuleAddCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "What to look for; the same as --pattern.")
    private @Nullable String pattern;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<TestPair> tests = new ArrayList<>(); // picocli adds to it

    RuleAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode row = Json.object();
        if (pattern != null) {
            row.put("pattern", pattern);
        }
        row.put("type", "pattern_match");
        for (Map.Entry<String, String> column : RuleColumns.given(spec).entrySet()) {
            String fault = RuleJson.put(row, column.getKey(), column.getValue());
            if (!fault.isEmpty()) {
                return session.fail(ExitCode.USAGE, fault);
            }
        }
        if (!row.has("pattern")) {
            return session.fail(ExitCode.USAGE, "A rule needs a pattern: errata rules add PATTERN --replacement TEXT");
        }
        RuleJson.addTests(row, TestPair.tests(tests));
        Request request = new Request("POST", "rules", Map.of(), row.toString());
        return session.change(routes -> session.show(routes.handle(request), RulesCommand::row));
    }
}
