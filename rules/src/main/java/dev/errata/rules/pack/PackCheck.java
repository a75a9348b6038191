package dev.errata.rules.pack;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.match.RuleCheck;
import dev.errata.rules.trial.Trials;
import java.util.List;

/// Whether the rules of a pack are rules, and do what their own tests say.
///
/// **Thread:** any that may take as long as the patterns and tests need; not an event loop or the FX thread.
public final class PackCheck {

    private PackCheck() {}

    /// A rule of a pack, looked at.
    ///
    /// @param number from 1, in the file's order
    /// @param faults why it is no rule, empty if it is one
    /// @param failed its tests that it does not pass, with what it made of them; none are run of what is no rule
    public record Checked(int number, RulePack.Entry entry, List<RuleFault> faults, List<Failed> failed) {
        public Checked {
            faults = List.copyOf(faults);
            failed = List.copyOf(failed);
        }
    }

    /// A test that is not passed.
    public record Failed(RuleTest test, String got) {}

    /// Looks at every rule of a pack.
    public static List<Checked> of(RulePack pack) {
        var number = new int[1];
        return pack.entries().stream().map(entry -> checked(++number[0], entry)).toList();
    }

    private static Checked checked(int number, RulePack.Entry entry) {
        return switch (RuleCheck.rule(entry.row())) {
            case RuleCheck.Valid(Rule rule) -> new Checked(number, entry, List.of(), failed(rule, entry.tests()));
            case RuleCheck.Invalid(List<RuleFault> faults) -> new Checked(number, entry, faults, List.of());
        };
    }

    private static List<Failed> failed(Rule rule, List<RuleTest> tests) {
        return tests.stream()
                .map(test -> new Failed(test, Trials.run(rule, test.input()).corrected()))
                .filter(tried -> !tried.got().equals(tried.test().expected()))
                .toList();
    }

    /// The rule as it may come in: with the mode that was asked for, and never enforced while a test of its own fails.
    static Checked admitted(Checked checked, ImportWish wish) {
        RuleRow row = checked.entry().row();
        RuleRow wished = wish.mode() == null ? row : Rows.withMode(row, wish.mode());
        boolean enforced = wished.mode() == null || !List.of("off", "shadow").contains(wished.mode().strip());
        RuleRow safe = enforced && !checked.failed().isEmpty() ? Rows.withMode(wished, "shadow") : wished;
        return new Checked(
                checked.number(),
                new RulePack.Entry(safe, checked.entry().tests()),
                checked.faults(),
                checked.failed());
    }
}
