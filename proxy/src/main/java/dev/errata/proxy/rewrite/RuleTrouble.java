package dev.errata.proxy.rewrite;

import dev.errata.logs.problem.Problem;
import dev.errata.logs.problem.ProxyProblem;
import dev.errata.logs.problem.RuleProblem;
import dev.errata.rules.Rule.OnError;

/// A rule failed while it was applied, or something did while rules were applied.
///
/// @param rule its id, 0 if it is not known which one
/// @param reason for people
/// @param onError what is done about it
public record RuleTrouble(long rule, String reason, OnError onError) {

    /// Which kind of problem it is.
    public Problem problem() {
        return switch (onError) {
            case OPEN -> RuleProblem.LEFT_OUT;
            case CLOSED -> ProxyProblem.RULE_FAILED;
        };
    }

    private String who() {
        return rule == 0 ? "a rule" : "rule " + rule;
    }

    /// What happened, for the exchange's note.
    String note() {
        String then = switch (onError) {
            case OPEN -> "unchanged from there on";
            case CLOSED -> "the answer was ended with an error";
        };
        return problem().said(who() + " failed (" + reason + "): " + then);
    }

    /// What the client of an answer that ends here is told.
    public String message() {
        return "Errata stopped this answer: " + who() + " failed (" + reason
                + ") and its on_error is closed. No uncorrected text was sent after that. Mend the rule, or set"
                + " its on_error to open, and ask again.";
    }
}
