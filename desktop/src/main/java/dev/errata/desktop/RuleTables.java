package dev.errata.desktop;

import dev.errata.desktop.cli.House.RuleTestResult;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.HomeState;
import dev.errata.logs.store.MigrationSet;
import dev.errata.rules.Rule;
import dev.errata.rules.correction.CorrectionSwitch;
import dev.errata.rules.correction.StoredCorrectionSwitch;
import dev.errata.rules.store.RuleBook;
import dev.errata.rules.store.RuleSchema;
import dev.errata.rules.store.RuleTests;
import dev.errata.rules.store.SqliteRuleBook;
import dev.errata.rules.trial.Trials;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Brings the rules' tables and the engine together.
final class RuleTables {
    private RuleTables() {}

    static MigrationSet migrations() {
        return RuleSchema.MIGRATIONS;
    }

    static RuleBook book(Database database, Journal journal, InstantSource clock) {
        return SqliteRuleBook.open(database, journal, clock);
    }

    static CorrectionSwitch correction(Database database, Journal journal, InstantSource clock) {
        return new StoredCorrectionSwitch(new HomeState(database, clock), journal, clock);
    }

    /// Runs the rows of `rule_tests`, each with its rule alone. A test of a row that is no rule fails with what stands
    /// there.
    static List<RuleTestResult> test(Database database, RuleBook rules) {
        Map<Long, Rule> byId =
                rules.program().ruleSet().rules().stream().collect(Collectors.toMap(Rule::id, Function.identity()));
        List<RuleTestResult> results = new ArrayList<>();
        new RuleTests(database)
                .all()
                .forEach((id, tests) -> tests.forEach(test -> {
                    Rule rule = byId.get(id);
                    String got = rule == null
                            ? "(row " + id + " is no rule)"
                            : Trials.run(rule, test.input()).corrected();
                    results.add(new RuleTestResult(id, test.input(), test.expected(), got));
                }));
        return results;
    }
}
