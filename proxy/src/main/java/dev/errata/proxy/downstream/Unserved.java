package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.rules.session.Budget;
import dev.errata.rules.session.Budgets;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Why a request was not sent to its model server, in words for the client and for the note.
///
/// @param problem its kind
/// @param retryAfter seconds, 0 for not saying
record Unserved(ProxyProblem problem, int status, long retryAfter, String message, String note) {

    private static final Logger LOG = LoggerFactory.getLogger(Unserved.class);

    /// It cannot be reached.
    static Unserved unreachable(Upstream server, Throwable cause) {
        LOG.info("The model server {} cannot be reached: {}", server.base(), cause.toString());
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Unserved(
                ProxyProblem.SERVER_UNREACHABLE,
                502,
                0,
                "The model server at " + server.base() + " cannot be reached (" + why
                        + "). Nothing was sent to it: start it, or choose another one in Errata, and ask again.",
                ProxyProblem.SERVER_UNREACHABLE.said("the model server cannot be reached"));
    }

    /// It is left alone for a while.
    static Unserved leftAlone(Upstream server, Duration left, String reason) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return new Unserved(
                ProxyProblem.SERVER_LEFT_ALONE,
                503,
                seconds,
                "The model server at " + server.base() + " has failed several times in a row (the last: " + reason
                        + "), so Errata leaves it alone for " + seconds + " s more. Nothing was sent to it: ask again"
                        + " then, or look at its own log meanwhile.",
                ProxyProblem.SERVER_LEFT_ALONE.said("not sent: the model server has failed several times in a row"));
    }

    /// A budget of tokens is used up.
    static Unserved spent(Budgets.Spent spent, Instant now) {
        Budget budget = spent.budget();
        Instant until = spent.until();
        String of = switch (budget.scope()) {
            case DAY -> "today";
            case SESSION -> "this session";
            case CLIENT -> "this client today";
        };
        long seconds =
                until == null ? 0 : Math.max(1, Duration.between(now, until).toSeconds());
        return new Unserved(
                ProxyProblem.BUDGET_SPENT,
                429,
                seconds,
                "The budget of tokens for " + of + " is used up (" + budget.used() + " of " + budget.limit()
                        + "). Nothing was sent to the model server: "
                        + (until == null ? "begin a new session" : "there is a new budget after midnight")
                        + ", or raise the setting budget." + budget.scope().word() + " in Errata.",
                ProxyProblem.BUDGET_SPENT.said("not sent: the budget of tokens for " + of + " is used up"));
    }
}
