package dev.errata.rules.stream;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleSet;
import dev.errata.rules.Scope;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Short ways to rules.
final class SomeRules {

    private SomeRules() {}

    static RuleProgram.Selection select(Rule... rules) {
        return program(rules).select("", "", Set.of());
    }

    static RuleProgram program(Rule... rules) {
        return RulePrograms.compile(new RuleSet(1, List.of(rules), List.of(), List.of()));
    }

    static Rule literal(long id, String pattern, String replacement) {
        return rule(id, new Matcher.Literal(pattern, true), replacement);
    }

    static Rule regex(long id, String pattern, String replacement) {
        return rule(id, new Matcher.Regex(pattern, true), replacement);
    }

    static Rule rule(long id, Matcher matcher, @Nullable String replacement) {
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
                256,
                Rule.OnError.OPEN,
                Set.of(),
                null);
    }

    static Rule closed(Rule rule) {
        return new Rule(
                rule.id(),
                rule.type(),
                rule.matcher(),
                rule.replacement(),
                0,
                rule.scopes(),
                null,
                null,
                null,
                rule.mode(),
                rule.priority(),
                rule.window(),
                Rule.OnError.CLOSED,
                Set.of(),
                null);
    }

    static Rule with(Rule rule, int priority, Rule.Mode mode) {
        return new Rule(
                rule.id(),
                rule.type(),
                rule.matcher(),
                rule.replacement(),
                0,
                rule.scopes(),
                null,
                null,
                null,
                mode,
                priority,
                rule.window(),
                rule.onError(),
                rule.policies(),
                null);
    }

    static Rule window(Rule rule, int window) {
        return new Rule(
                rule.id(),
                rule.type(),
                rule.matcher(),
                rule.replacement(),
                0,
                rule.scopes(),
                null,
                null,
                null,
                rule.mode(),
                0,
                window,
                rule.onError(),
                rule.policies(),
                null);
    }

    static Rule scoped(Rule rule, Set<Scope> scopes, @Nullable String language) {
        return new Rule(
                rule.id(),
                rule.type(),
                rule.matcher(),
                rule.replacement(),
                0,
                scopes,
                language,
                null,
                null,
                rule.mode(),
                0,
                rule.window(),
                rule.onError(),
                rule.policies(),
                null);
    }

    static Rule asked(Rule rule, @Nullable String model, @Nullable String client, Set<Rule.Policy> policies) {
        return new Rule(
                rule.id(),
                rule.type(),
                rule.matcher(),
                rule.replacement(),
                0,
                rule.scopes(),
                null,
                model,
                client,
                rule.mode(),
                0,
                rule.window(),
                rule.onError(),
                policies,
                null);
    }
}
