package dev.errata.rules.store;

import dev.errata.rules.EditTool;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleSet.BehaviorPatch;
import dev.errata.rules.RuleSet.RejectedRow;
import dev.errata.rules.match.RuleCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a rule set of what stands in the tables. A row that has not changed is not checked again, so that one edit
/// among ten thousand rules costs one check.
///
/// **Thread:** confined by its owner's lock.
final class RuleLoader {
    private static final int SHOWN = 80;

    private Map<RuleRow, RuleCheck.Result> known = Map.of();

    /// What the tables hold at one moment.
    ///
    /// @param revision of the rules, by the triggers
    /// @param schemaVersion of the tables themselves
    record Content(
            long revision,
            long schemaVersion,
            List<StoredRow> rows,
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
                patches,
                tools,
                rejected);
    }

    RuleSet ruleSet(long version, Content content) {
        var rules = new ArrayList<Rule>();
        var rejected = new ArrayList<RejectedRow>();
        var checked = new HashMap<RuleRow, RuleCheck.Result>();
        for (StoredRow stored : content.rows()) {
            RuleCheck.Result result = result(stored);
            if (stored.faults().isEmpty()) {
                checked.put(stored.row(), result);
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

    private RuleCheck.Result result(StoredRow stored) {
        if (!stored.faults().isEmpty()) {
            return new RuleCheck.Invalid(stored.faults());
        }
        RuleCheck.Result before = known.get(stored.row());
        return before == null ? RuleCheck.rule(stored.row()) : before;
    }

    private static RejectedRow rejected(RuleRow row, RuleFault fault) {
        String pattern = row.pattern();
        String shown = pattern.length() <= SHOWN ? pattern : pattern.substring(0, SHOWN) + "...";
        return new RejectedRow(
                "correction_patterns", row.id(), shown, fault.field(), fault.position(), fault.message());
    }
}
