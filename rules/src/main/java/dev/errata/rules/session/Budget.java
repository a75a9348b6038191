package dev.errata.rules.session;

/// How a budget stands.
///
/// @param key of a session its id, of a client its name, of the day the date
/// @param limit never below 0
public record Budget(BudgetScope scope, String key, long used, long limit) {

    /// Marks at which a person is told, in percent.
    static final int[] MARKS = {70, 90, 100};

    /// Whether a mark is reached, exactly: 69.99 % is not 70 %. A budget of nothing is at its end with the first token.
    boolean reached(int percent) {
        return limit == 0 ? used > 0 && percent == 100 : used * 100 >= limit * percent;
    }

    /// Whether nothing is left of it. Of a budget of nothing there is nothing from the beginning.
    public boolean spent() {
        return used >= limit;
    }

    /// The highest mark that it has reached, 0 if none.
    public int mark() {
        int highest = 0;
        for (int mark : MARKS) {
            highest = reached(mark) ? mark : highest;
        }
        return highest;
    }

    Budget plus(long tokens) {
        return new Budget(scope, key, used + tokens, limit);
    }
}
