package dev.errata.desktop;

import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.rules.session.BudgetLimits;
import dev.errata.rules.session.Budgets;
import dev.errata.rules.session.Prices;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.store.SqliteSessionBook;
import java.time.Clock;
import java.time.Duration;

/// Brings the sessions' tables, their limits and the settings together.
final class SessionTables {
    private SessionTables() {}

    static SessionBook book(Database database, Journal journal, Clock clock, Settings settings) {
        return new SqliteSessionBook(database, journal, clock, () -> limits(settings));
    }

    static Budgets budgets(SessionBook book, Journal journal, Clock clock, Settings settings) {
        return Budgets.open(book, () -> budgets(settings), () -> limits(settings), journal, clock);
    }

    static Prices prices(Settings settings) {
        return Prices.read(settings.value(Setting.TOKEN_PRICES)).orElse(Prices.NONE);
    }

    private static SessionLimits limits(Settings settings) {
        return new SessionLimits(
                Duration.ofMinutes(settings.number(Setting.SESSION_GAP)), settings.number(Setting.SESSION_KEEP));
    }

    private static BudgetLimits budgets(Settings settings) {
        return new BudgetLimits(
                settings.number(Setting.BUDGET_DAY),
                settings.number(Setting.BUDGET_SESSION),
                settings.number(Setting.BUDGET_CLIENT),
                settings.flag(Setting.BUDGET_STOP));
    }
}
