package dev.errata.rules.session;

/// How many tokens may be used, input and output together; -1 for no limit.
///
/// @param day by everybody on one day of the local calendar
/// @param session by one session in all its life
/// @param client by one client on one day
/// @param stop whether a request is refused when a budget is used up; else it is only said
public record BudgetLimits(long day, long session, long client, boolean stop) {

    /// No limit at all.
    public static final BudgetLimits NONE = new BudgetLimits(-1, -1, -1, false);

    public BudgetLimits {
        if (day < -1 || session < -1 || client < -1) {
            throw new IllegalArgumentException("no budget: " + day + ", " + session + ", " + client);
        }
    }

    long of(BudgetScope scope) {
        return switch (scope) {
            case DAY -> day;
            case SESSION -> session;
            case CLIENT -> client;
        };
    }
}
