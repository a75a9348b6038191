package dev.errata.rules.bench;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import dev.errata.rules.match.RuleCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Makes rule sets of any size, and texts that their rules match.
///
/// No rule matches a text of [BenchText]: each needs a number that follows no word there.
final class BenchRules {

    private BenchRules() {}

    /// @param matched a text that one of them matches
    record Made(RuleSet rules, String matched) {}

    static Made literals(int count) {
        Random random = new Random(7);
        List<Rule> rules = new ArrayList<>();
        String first = "";
        for (int i = 1; i <= count; i++) {
            String pattern = BenchText.word(random) + " " + BenchText.word(random) + i;
            first = first.isEmpty() ? pattern : first;
            boolean word = i % 2 == 0;
            boolean sensitive = i % 4 != 0;
            rules.add(rule(
                    i, word ? new Matcher.Word(pattern, sensitive) : new Matcher.Literal(pattern, sensitive), "right"));
        }
        return new Made(new RuleSet(1, rules, List.of(), List.of()), first);
    }

    static Made regexes(int count) {
        Random random = new Random(7);
        List<Rule> rules = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String word = BenchText.word(random);
            String pattern = switch (i % 5) {
                case 1 -> "\\b" + word + "\\s+(\\w+)-" + i + "\\b";
                case 2 -> "(?i)" + word + "[ -]?" + BenchText.word(random) + i;
                case 3 -> BenchText.name(random) + "\\.(get|put)" + i + "\\((\\d+),\\s*(\\w+)\\)";
                case 4 -> "https?://" + word + i + "\\.example\\.(com|org)/\\S+";
                default -> "(?:from|import) " + BenchText.name(random) + i + "(?: as (\\w+))?";
            };
            String replacement = i % 5 == 1 ? "right $1" : "right";
            rules.add(rule(i, new Matcher.Regex(pattern, true), replacement));
        }
        String matched = BenchText.word(new Random(7)) + " thing-1";
        return new Made(new RuleSet(1, rules, List.of(), List.of()), matched);
    }

    private static Rule rule(int id, Matcher matcher, String replacement) {
        return rule(id, matcher, replacement, RuleCheck.DEFAULT_WINDOW);
    }

    static Rule rule(int id, Matcher matcher, String replacement, int window) {
        return new Rule(
                id,
                "pattern_match",
                matcher,
                replacement,
                0,
                Set.of(Scope.PROSE, Scope.CODE, Scope.TOOL_ARGS),
                null,
                null,
                null,
                Rule.Mode.ENFORCE,
                0,
                window,
                Rule.OnError.OPEN,
                Set.of(),
                null);
    }
}
