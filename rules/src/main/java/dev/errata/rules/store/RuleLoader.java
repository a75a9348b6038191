package dev.errata.rules.store;

import dev.errata.rules.EditTool;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleSet.BehaviorPatch;
import dev.errata.rules.RuleSet.RejectedRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.match.RuleCheck;
import dev.errata.rules.trial.Trials;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a rule set of what stands in the tables. A row that has not changed is not checked again, so that one edit
/// among ten thousand rules costs one check. The same holds for a rule's own tests: one that is to be enforced is run
/// against them, and is no rule while one of them fails.
///
/// **Thread:** confined by its owner's lock.
final class RuleLoader {
    private static final int SHOWN = 80;

    private Map<Checked, RuleCheck.Result> known = Map.of();

    /// All that a check depends on.
    private record Checked(RuleRow row, List<RuleTest> tests) {}

    /// What the tables hold at one moment.
    ///
    /// @param revision of the rules, by the triggers
    /// @param schemaVersion of the tables themselves
    /// @param tests by their rule's id
    record Content(
            long revision,
            long schemaVersion,
            List<StoredRow> rows,
            Map<Long, List<RuleTest>> tests,
            List<BehaviorPatch> patches,
            List<EditTool> editTools,
            List<RejectedRow> rejectedOthers) {}

    static Content content(Connection connection) throws SQLException {
        var patches = new ArrayList<BehaviorPatch>();
        var rejected = new ArrayList<RejectedRow>();
        PatchTable.read(connection, patches, rejected);
        var tools = new ArrayList<EditTool>();
        EditToolTable.read(connection, tools, rejected);
        return new Content(
                RuleTable.revision(connection),
                RuleTable.schemaVersion(connection),
                RuleTable.all(connection),
                RuleTests.all(connection),
                patches,
                tools,
                rejected);
    }

    RuleSet ruleSet(long version, Content content) {
        var rules = new ArrayList<Rule>();
        var rejected = new ArrayList<RejectedRow>();
        var checked = new HashMap<Checked, RuleCheck.Result>();
        for (StoredRow stored : content.rows()) {
            var subject =
                    new Checked(stored.row(), content.tests().getOrDefault(stored.row().id(), List.of()));
            RuleCheck.Result result = result(stored, subject);
            if (stored.faults().isEmpty()) {
                checked.put(subject, result);
            }
            switch (result) {
                case RuleCheck.Valid(Rule rule) -> rules.add(rule);
                case RuleCheck.Invalid(List<RuleFault> faults) ->
                    rejected.add(rejected(stored.row(), faults.getFirst()));
            }
        }
        known = checked;
        rejected.addAll(content.rejectedOthers());
        return new RuleSet(version, rules, rejected, content.patches(), content.editTools());
    }

    private RuleCheck.Result result(StoredRow stored, Checked subject) {
        if (!stored.faults().isEmpty()) {
            return new RuleCheck.Invalid(stored.faults());
        }
        RuleCheck.Result before = known.get(subject);
        return before == null ? check(subject.row(), subject.tests()) : before;
    }

    /// Checks a row, and if it is to be enforced, by its own tests too.
    static RuleCheck.Result check(RuleRow row, List<RuleTest> tests) {
        RuleCheck.Result result = RuleCheck.rule(row);
        if (result instanceof RuleCheck.Valid(Rule rule) && rule.mode() == Rule.Mode.ENFORCE) {
            return Trials.firstFailure(rule, tests)
                    .<RuleCheck.Result>map(failed ->
                            new RuleCheck.Invalid(List.of(new RuleFault("tests", -1, failed.words()))))
                    .orElse(result);
        }
        return result;
    }

    private static RejectedRow rejected(RuleRow row, RuleFault fault) {
        String pattern = row.pattern();
        String shown = pattern.length() <= SHOWN ? pattern : pattern.substring(0, SHOWN) + "...";
        return new RejectedRow(
                "correction_patterns", row.id(), shown, fault.field(), fault.position(), fault.message());
    }
}
