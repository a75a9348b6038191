package dev.errata.rules.session;

import dev.errata.logs.event.SessionEvent.BudgetReached;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.session.SessionBook.Account;
import dev.errata.rules.session.SessionBook.By;
import dev.errata.rules.session.SessionBook.Filter;
import dev.errata.rules.session.SessionBook.Period;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The budgets of a home: today's sums in memory, beside the book that keeps them.
///
/// A budget is warned of when it passes 70 %, 90 % and 100 %, once each in its period: the turn that carries it over
/// the mark causes the record, so that a restart repeats nothing. Tokens count when their exchange has ended; requests
/// that run at the same time may together go over a budget.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | sessions that are remembered | 10,000 | all are forgotten, each until its next turn |
/// | clients of a day that are told apart | 10,000 | further ones share one account, `(others)` |
///
/// **Thread:** [#ask] and [#now] from any, without waiting or locking; [#counted] from any that may.
public final class Budgets {
    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
    private static final Duration RECENT = Duration.ofHours(24);
    private static final int SESSIONS_MOST = 10_000;
    private static final int CLIENTS_MOST = 10_000;
    private static final String OTHERS = "(others)";

    private final Supplier<BudgetLimits> limits;
    private final Supplier<SessionLimits> sessions;
    private final Journal journal;
    private final Clock clock;
    private final ConcurrentHashMap<String, Used> bySession = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Place, Current> current = new ConcurrentHashMap<>();
    private volatile Day today;

    private record Place(String client, String workspace) {}

    private record Current(String session, Instant lastAt) {}

    private record Used(long tokens, Instant lastAt) {}

    private record Day(LocalDate date, AtomicLong used, ConcurrentHashMap<String, Long> clients) {
        static Day of(LocalDate date) {
            return new Day(date, new AtomicLong(), new ConcurrentHashMap<>());
        }

        /// A client names itself; so those that nobody has counted yet share one account when there are too many.
        String account(String client) {
            return clients.containsKey(client) || clients.size() < CLIENTS_MOST ? client : OTHERS;
        }

        long used(String client) {
            return clients.getOrDefault(account(client), 0L);
        }

        void add(String client, long tokens) {
            clients.merge(account(client), tokens, Long::sum);
        }
    }

    /// What is said to a request.
    public sealed interface Answer {}

    /// It may go on.
    public record Allowed() implements Answer {}

    /// It may not: the budget is used up, and the user wants it to stop then.
    ///
    /// @param until when there is a new one; null if never
    public record Spent(Budget budget, @Nullable Instant until) implements Answer {}

    private Budgets(Supplier<BudgetLimits> limits, Supplier<SessionLimits> sessions, Journal journal, Clock clock) {
        this.limits = limits;
        this.sessions = sessions;
        this.journal = journal;
        this.clock = clock;
        this.today = Day.of(LocalDate.now(clock));
    }

    /// Budgets with the sums that the book has. Reads the database.
    ///
    /// @param limits asked for each request; must not wait
    public static Budgets open(
            SessionBook book,
            Supplier<BudgetLimits> limits,
            Supplier<SessionLimits> sessions,
            Journal journal,
            Clock clock) {
        var budgets = new Budgets(limits, sessions, journal, clock);
        try {
            budgets.load(book);
        } catch (StoreException e) {
            LOG.warn("the budgets begin at nothing, as the sessions cannot be read: {}", e.getMessage());
        }
        return budgets;
    }

    private void load(SessionBook book) {
        Day day = today;
        for (Account account : book.tokens(new Period(day.date, day.date), By.CLIENT)) {
            long total = account.tokens().total();
            day.used.addAndGet(total);
            day.add(account.key(), total);
        }
        for (SessionBook.Stored stored : book.list(Filter.ALL, null, SessionLimits.USUAL.kept())
                .sessions()
                .reversed()) {
            if (stored.intact()) {
                remember(stored.session());
            }
        }
    }

    /// Whether a request may be sent on.
    public Answer ask(String client, String named, String workspace) {
        BudgetLimits now = limits.get();
        if (!now.stop()) {
            return new Allowed();
        }
        for (Budget budget : standing(now, client, session(client, named, workspace))) {
            if (budget.spent()) {
                Instant until = budget.scope() == BudgetScope.SESSION
                        ? null
                        : LocalDate.now(clock)
                                .plusDays(1)
                                .atStartOfDay(clock.getZone())
                                .toInstant();
                return new Spent(budget, until);
            }
        }
        return new Allowed();
    }

    /// A turn is stored.
    ///
    /// @param session with that turn
    public synchronized void counted(Turn turn, Session session) {
        long tokens = turn.tokens().total();
        LocalDate date = LocalDate.ofInstant(turn.endedAt(), clock.getZone());
        if (date.isAfter(today.date)) {
            today = Day.of(date);
        }
        long before = session.tokens().total() - tokens;
        remember(session);
        bySession.put(session.id(), new Used(before, session.lastAt())); // the marks are looked for below
        BudgetLimits now = limits.get();
        boolean ofToday = date.equals(today.date);
        for (Budget budget : standing(now, turn.client(), session.id())) {
            if (ofToday || budget.scope() == BudgetScope.SESSION) {
                tell(budget, budget.plus(tokens), session, now.stop());
            }
        }
        bySession.put(session.id(), new Used(before + tokens, session.lastAt()));
        if (ofToday) {
            today.used.addAndGet(tokens);
            today.add(turn.client(), tokens);
        }
    }

    /// How the budget of the day stands, those of today's clients, and those of the sessions of the last 24 hours.
    public List<Budget> now() {
        BudgetLimits now = limits.get();
        Day day = day();
        List<Budget> budgets = new ArrayList<>();
        if (now.day() >= 0) {
            budgets.add(new Budget(BudgetScope.DAY, day.date.toString(), day.used.get(), now.day()));
        }
        if (now.client() >= 0) {
            day.clients.forEach(
                    (client, used) -> budgets.add(new Budget(BudgetScope.CLIENT, client, used, now.client())));
        }
        if (now.session() >= 0) {
            Instant yesterday = clock.instant().minus(RECENT);
            bySession.forEach((id, used) -> {
                if (used.lastAt().isAfter(yesterday)) {
                    budgets.add(new Budget(BudgetScope.SESSION, id, used.tokens(), now.session()));
                }
            });
        }
        return budgets;
    }

    /// Tokens of today.
    public long usedToday() {
        return day().used.get();
    }

    private Day day() {
        Day known = today;
        LocalDate date = LocalDate.now(clock);
        return date.isAfter(known.date) ? Day.of(date) : known;
    }

    private List<Budget> standing(BudgetLimits now, String client, String session) {
        Day day = day();
        List<Budget> budgets = new ArrayList<>();
        for (BudgetScope scope : BudgetScope.values()) {
            if (now.of(scope) >= 0) {
                budgets.add(
                        switch (scope) {
                            case DAY -> new Budget(scope, day.date.toString(), day.used.get(), now.day());
                            case SESSION -> new Budget(scope, session, used(session), now.session());
                            case CLIENT ->
                                new Budget(scope, day.account(client), day.used(client), now.client());
                        });
            }
        }
        return budgets;
    }

    private String session(String client, String named, String workspace) {
        if (!named.isEmpty()) {
            return named;
        }
        Current known = current.get(new Place(client, workspace));
        boolean goesOn = known != null
                && !clock.instant().isAfter(known.lastAt().plus(sessions.get().gap()));
        return known != null && goesOn ? known.session() : "";
    }

    private long used(String session) {
        Used known = bySession.get(session);
        return known == null ? 0 : known.tokens();
    }

    private void remember(Session session) {
        if (bySession.size() > SESSIONS_MOST) {
            bySession.clear();
            current.clear();
        }
        bySession.put(session.id(), new Used(session.tokens().total(), session.lastAt()));
        if (!session.named() && session.endedAt() == null) {
            current.put(new Place(session.client(), session.workspace()), new Current(session.id(), session.lastAt()));
        }
    }

    private void tell(Budget before, Budget after, Session session, boolean stop) {
        for (int mark : Budget.MARKS) {
            if (!before.reached(mark) && after.reached(mark)) {
                var unused = journal.append(new BudgetReached(
                        after.scope().word() + " " + after.key(),
                        session.id(),
                        mark,
                        after.used(),
                        after.limit(),
                        stop && mark == 100 ? "stopped" : "warned"));
            }
        }
    }
}
