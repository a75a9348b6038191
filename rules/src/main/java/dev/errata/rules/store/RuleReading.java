package dev.errata.rules.store;

import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import java.util.List;

/// Asks the engine whether a row is a rule.
@FunctionalInterface
interface RuleReading {

    Outcome read(RuleRow row);

    /// What came of it.
    sealed interface Outcome {}

    record Valid(Rule rule) implements Outcome {}

    record Faulty(List<RuleFault> faults) implements Outcome {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
