package dev.errata.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One valid rule of the user, as loaded from `correction_patterns`.
///
/// @param id the row's id
/// @param type the kind of fault, one of the known words or the user's own
/// @param matcher what it looks for
/// @param replacement what takes the match's place; null makes the rule detect-only
/// @param confidenceThreshold it fires where the match's confidence is at least this
/// @param scopes where in an answer it applies
/// @param language canonical name of the code language it is confined to, or null
/// @param model glob on the model's name, or null for every model
/// @param client glob on the client's name, or null for every client
/// @param window longest match in UTF-16 units, 1 to 8192
/// @param policies guarded requests it opts into
/// @param pack the pack it belongs to, or null
public record Rule(
        long id,
        String type,
        Matcher matcher,
        @Nullable String replacement,
        double confidenceThreshold,
        Set<Scope> scopes,
        @Nullable String language,
        @Nullable String model,
        @Nullable String client,
        Mode mode,
        int priority,
        int window,
        OnError onError,
        Set<Policy> policies,
        @Nullable String pack) {

    public Rule {
        scopes = Set.copyOf(scopes);
        policies = Set.copyOf(policies);
    }

    /// Whether it may change text: enforced, with a replacement.
    public boolean corrects() {
        return mode == Mode.ENFORCE && replacement != null;
    }

    /// The same rule in another mode.
    public Rule in(Mode other) {
        return new Rule(
                id,
                type,
                matcher,
                replacement,
                confidenceThreshold,
                scopes,
                language,
                model,
                client,
                other,
                priority,
                window,
                onError,
                policies,
                pack);
    }

    /// Whether a rule matches, and what it does then.
    public enum Mode {
        /// Not matched at all.
        OFF,
        /// Matched, journalled and counted, but changes nothing.
        SHADOW,
        /// Matched and applied.
        ENFORCE
    }

    /// What an error inside the rule does to the running exchange.
    public enum OnError {
        /// From there on the text passes raw.
        OPEN,
        /// The stream ends with an error of its wire.
        CLOSED
    }

    /// A kind of request that is not rewritten unless a rule opts in.
    public enum Policy {
        GRAMMAR,
        LOGPROBS,
        JSON
    }
}
