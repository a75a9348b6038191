package dev.errata.rules.store;

import dev.errata.logs.store.MigrationSet;
import java.util.List;

/// The scripts that make the tables of this floor, rules and sessions; given to
/// [dev.errata.logs.store.SqliteDatabase#open].
public final class RuleSchema {
    /// The rule tables. Rows of tables with the same names that Errata did not make (the old four columns) are taken
    /// over.
    public static final MigrationSet MIGRATIONS = new MigrationSet(
            "rules",
            List.of("V2__rules.sql", "V3__edit_tools.sql", "V4__rule_tests.sql", "V7__sessions.sql", "V8__patches.sql"),
            List.of(
                    "correction_patterns",
                    "rule_tests",
                    "behavior_patches",
                    "edit_tools",
                    "sessions",
                    "exchange_tokens"),
            script -> RuleSchema.class.getResourceAsStream(script));

    private RuleSchema() {}
}
