package dev.errata.rules.store;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Rule.Mode;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.RuleProgram;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Says whether a row is a rule, roughly, and makes programs that only know their rule set.
final class FakeEngine {
    private FakeEngine() {}

    static RuleReading.Outcome read(RuleRow row) {
        String match = Objects.requireNonNullElse(row.match(), "literal");
        boolean sensitive = row.caseSensitive() == null || row.caseSensitive();
        if (row.pattern().isEmpty()) {
            return fault("pattern", "it is empty");
        }
        Matcher matcher;
        switch (match) {
            case "literal" -> matcher = new Matcher.Literal(row.pattern(), sensitive);
            case "word" -> matcher = new Matcher.Word(row.pattern(), sensitive);
            case "regex" -> {
                try {
                    Pattern.compile(row.pattern());
                } catch (PatternSyntaxException e) {
                    return fault("pattern", String.valueOf(e.getMessage()));
                }
                matcher = new Matcher.Regex(row.pattern(), sensitive);
            }
            default -> {
                return fault("match", "'" + match + "' is no way to match");
            }
        }
        return new RuleReading.Valid(new Rule(
                row.id(),
                row.type(),
                matcher,
                row.replacement(),
                Objects.requireNonNullElse(row.confidenceThreshold(), 0.0),
                Set.of(Scope.PROSE),
                row.language(),
                row.model(),
                row.client(),
                Mode.valueOf(Objects.requireNonNullElse(row.mode(), "enforce").toUpperCase(Locale.ROOT)),
                Objects.requireNonNullElse(row.priority(), 0),
                Objects.requireNonNullElse(row.window(), 256),
                OnError.OPEN,
                Set.of(),
                row.pack()));
    }

    private static RuleReading.Outcome fault(String field, String message) {
        return new RuleReading.Faulty(List.of(new RuleFault(field, 0, message)));
    }

    record Program(RuleSet ruleSet) implements RuleProgram {
        @Override
        public Selection select(String model, String client, Set<Policy> guarded) {
            throw new UnsupportedOperationException();
        }
    }
}
