package dev.errata.rules.match;

import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.Scope;
import dev.errata.rules.text.Languages;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Makes a rule of a row, or says everything that is wrong with it. A blank text counts as none, except as a
/// replacement.
///
/// | column | default | allowed |
/// |---|---|---|
/// | `type` | | any word |
/// | `confidence_threshold` | 0 | 0 to 1 |
/// | `match` | literal | literal, word, regex |
/// | `case_sensitive` | true | |
/// | `scope` | any | any, prose, code, reasoning, tool_args, comma separated |
/// | `mode` | enforce | shadow, enforce, off |
/// | `priority` | 0 | any integer |
/// | `window` | 256 | 1 to 8192 |
/// | `on_error` | open | open, closed |
/// | `policy` | none | grammar, logprobs, json, comma separated |
///
/// **Thread:** any; compiles the pattern, so not for an event loop.
public final class RuleCheck {

    public static final int DEFAULT_WINDOW = 256;
    public static final int MAX_WINDOW = 8192;

    private static final Set<Scope> ANY = Set.of(Scope.PROSE, Scope.CODE, Scope.TOOL_ARGS);
    private static final Map<String, Set<Scope>> SCOPES = Map.of(
            "any", ANY,
            "prose", Set.of(Scope.PROSE),
            "code", Set.of(Scope.CODE),
            "reasoning", Set.of(Scope.REASONING),
            "tool_args", Set.of(Scope.TOOL_ARGS));
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RuleRow row;
    private final List<RuleFault> faults = new ArrayList<>();

    private RuleCheck(RuleRow row) {
        this.row = row;
    }

    /// What came of a row.
    public sealed interface Result {}

    /// It is a rule.
    public record Valid(Rule rule) implements Result {}

    /// It is none.
    ///
    /// @param faults at least one
    public record Invalid(List<RuleFault> faults) implements Result {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /// Checks a row and makes a rule of it.
    public static Result rule(RuleRow row) {
        return new RuleCheck(row).check();
    }

    /// What is wrong with a row, empty if it is a rule.
    public static List<RuleFault> check(RuleRow row) {
        return switch (rule(row)) {
            case Valid(Rule ignored) -> List.of();
            case Invalid(List<RuleFault> faults) -> faults;
        };
    }

    private Result check() {
        Rule rule = new Rule(
                row.id(),
                type(),
                matcher(),
                row.replacement(),
                threshold(),
                scopes(),
                row.language() == null || row.language().isBlank() ? null : Languages.canonical(row.language()),
                textOrNull(row.model()),
                textOrNull(row.client()),
                switch (word("mode", row.mode(), "enforce", "shadow", "off")) {
                    case "shadow" -> Rule.Mode.SHADOW;
                    case "off" -> Rule.Mode.OFF;
                    default -> Rule.Mode.ENFORCE;
                },
                row.priority() == null ? 0 : row.priority(),
                window(),
                word("on_error", row.onError(), "open", "closed").equals("closed")
                        ? Rule.OnError.CLOSED
                        : Rule.OnError.OPEN,
                policies(),
                textOrNull(row.pack()));
        if (isDetector()) {
            fault("pattern", 0, "detectors are not active yet; this version knows literal, word and regex patterns");
        } else if (faults.stream().noneMatch(fault -> fault.field().equals("match"))) {
            compile(rule);
        }
        return faults.isEmpty() ? new Valid(rule) : new Invalid(faults);
    }

    private void compile(Rule rule) {
        switch (CompiledRule.compile(rule, new AtomicInteger())) {
            case CompiledRule.Compiled(CompiledRule ignored) -> {}
            case CompiledRule.Faulty(RegexFault fault, boolean inReplacement) ->
                fault(inReplacement ? "replacement" : "pattern", fault.position(), fault.message());
        }
    }

    private void fault(String field, int position, String message) {
        faults.add(new RuleFault(field, position, message));
    }

    private static @Nullable String textOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private String type() {
        String type = row.type().strip();
        if (type.isEmpty()) {
            fault("type", 0, "the type is empty; use for example incorrect_fact or a word of your own");
        }
        return type;
    }

    private Matcher matcher() {
        boolean caseSensitive = row.caseSensitive() == null || row.caseSensitive();
        return switch (word("match", row.match(), "literal", "word", "regex")) {
            case "word" -> new Matcher.Word(row.pattern(), caseSensitive);
            case "regex" -> new Matcher.Regex(row.pattern(), caseSensitive);
            default -> new Matcher.Literal(row.pattern(), caseSensitive);
        };
    }

    private double threshold() {
        double threshold = row.confidenceThreshold() == null ? 0 : row.confidenceThreshold();
        if (!(threshold >= 0 && threshold <= 1)) {
            fault("confidence_threshold", -1, "the threshold is " + threshold + "; it must be from 0 to 1");
        }
        return threshold;
    }

    private int window() {
        int window = row.window() == null ? DEFAULT_WINDOW : row.window();
        if (window < 1 || window > MAX_WINDOW) {
            fault("window", -1, "the window is " + window + "; it must be from 1 to " + MAX_WINDOW);
        }
        return window;
    }

    /// A column that holds one of some words; the first one if it holds none.
    private String word(String field, @Nullable String text, String... allowed) {
        String word = textOrNull(text);
        if (word == null) {
            return allowed[0];
        }
        if (!List.of(allowed).contains(word)) {
            fault(field, 0, "\"" + word + "\" is not known; use " + String.join(", ", allowed));
        }
        return word;
    }

    private Set<Scope> scopes() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (Piece piece : pieces(row.scope())) {
            Set<Scope> meant = SCOPES.get(piece.word);
            if (meant == null) {
                fault(
                        "scope",
                        piece.position,
                        "\"" + piece.word + "\" is not known; use any, prose, code, reasoning, tool_args, "
                                + "or several with commas between");
            } else {
                scopes.addAll(meant);
            }
        }
        return scopes.isEmpty() ? ANY : scopes;
    }

    private Set<Rule.Policy> policies() {
        Set<Rule.Policy> policies = EnumSet.noneOf(Rule.Policy.class);
        for (Piece piece : pieces(row.policy())) {
            switch (piece.word) {
                case "grammar" -> policies.add(Rule.Policy.GRAMMAR);
                case "logprobs" -> policies.add(Rule.Policy.LOGPROBS);
                case "json" -> policies.add(Rule.Policy.JSON);
                default ->
                    fault("policy", piece.position, "\"" + piece.word + "\" is not known; use grammar, logprobs, json");
            }
        }
        return policies;
    }

    private record Piece(String word, int position) {}

    private static List<Piece> pieces(@Nullable String text) {
        List<Piece> pieces = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return pieces;
        }
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String word = text.substring(start, end).strip();
            if (!word.isEmpty()) {
                pieces.add(new Piece(word, text.indexOf(word, start)));
            }
            start = end + 1;
        }
        return pieces;
    }

    private boolean isDetector() {
        String pattern = row.pattern().strip();
        if (!pattern.startsWith("{") || !pattern.endsWith("}")) {
            return false;
        }
        try {
            return JSON.readTree(pattern).has("detector");
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
