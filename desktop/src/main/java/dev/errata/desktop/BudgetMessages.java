package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.rules.session.Budget;
import java.util.List;

/// Says of budgets that are nearly or wholly used up what a person should know.
final class BudgetMessages {
    private BudgetMessages() {}

    /// @param stop whether requests are refused once one is used up
    static List<StartMessage> of(List<Budget> budgets, boolean stop) {
        return budgets.stream()
                .filter(budget -> budget.mark() > 0)
                .map(budget -> message(budget, stop))
                .toList();
    }

    private static StartMessage message(Budget budget, boolean stop) {
        String of = switch (budget.scope()) {
            case DAY -> "today";
            case SESSION -> "session " + budget.key();
            case CLIENT -> "client " + budget.key() + " today";
        };
        String then = budget.mark() < 100
                ? "is used to " + budget.mark() + " % or more"
                : stop ? "is used up; its requests are refused" : "is used up";
        return new StartMessage(
                budget.mark() < 100 || !stop ? Weight.WARNING : Weight.FAULT,
                "The budget of tokens for " + of + " " + then + " (" + budget.used() + " of " + budget.limit()
                        + "). Raise it by the setting budget."
                        + budget.scope().word() + ".",
                "budget." + budget.scope().word());
    }
}
