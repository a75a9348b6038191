package dev.errata.rules.store;

import dev.errata.logs.store.Database;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook.Source;
import dev.errata.rules.session.SessionBook.Stored;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts decisions into their sessions. Those that come while the database is being written wait together for one
/// transaction, so that a choice of a thousand hunks is no thousand transactions.
///
/// **Thread:** [#add] from any, it never waits; [#arrived] from the database's writer.
final class DecisionBatch {
    private static final int MOST_EARLY = 1_000;

    private final Database database;
    private final Supplier<SessionLimits> limits;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    /// Decisions whose exchange is not counted yet; touched by the database's writer alone.
    private final Map<String, List<Decision>> early = new LinkedHashMap<>();

    DecisionBatch(Database database, Supplier<SessionLimits> limits) {
        this.database = database;
        this.limits = limits;
    }

    private record Waiting(Decision decision, Source source, CompletableFuture<Optional<String>> done) {}

    CompletionStage<Optional<String>> add(Decision decision, Source source) {
        var waiting = new Waiting(exact(decision), source, new CompletableFuture<>());
        queue.add(waiting);
        call();
        return waiting.done;
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            List<Waiting> taken = new ArrayList<>();
            List<Optional<String>> found = new ArrayList<>();
            var unused = database.write(connection -> store(connection, taken, found))
                    .whenComplete((count, fault) -> tell(taken, found, fault));
        }
    }

    private int store(Connection connection, List<Waiting> taken, List<Optional<String>> found) throws SQLException {
        called.set(false);
        Map<String, Session> open = new LinkedHashMap<>();
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            taken.add(next);
            found.add(decide(connection, next, open));
        }
        for (Session session : open.values()) {
            SessionTable.update(connection, session);
        }
        return taken.size();
    }

    private Optional<String> decide(Connection connection, Waiting waiting, Map<String, Session> open)
            throws SQLException {
        Optional<Stored> stored = session(connection, waiting.source);
        String exchange = waiting.source.exchange();
        if (stored.isEmpty() && exchange != null) {
            if (early.size() >= MOST_EARLY && !early.containsKey(exchange)) {
                early.remove(early.keySet().iterator().next()); // the eldest: its turn will hardly come any more
            }
            early.computeIfAbsent(exchange, id -> new ArrayList<>()).add(waiting.decision);
        }
        if (stored.isEmpty() || !stored.get().intact()) {
            return Optional.empty();
        }
        Session kept = stored.get().session();
        Session before = open.get(kept.id());
        open.put(kept.id(), before == null ? kept.with(waiting.decision).next() : before.with(waiting.decision));
        return Optional.of(kept.id());
    }

    private Optional<Stored> session(Connection connection, Source source) throws SQLException {
        String exchange = source.exchange();
        if (exchange != null) {
            Optional<String> id = TokenTable.sessionOf(connection, exchange);
            return id.isEmpty() ? Optional.empty() : SessionTable.one(connection, id.get());
        }
        if (source.client().isEmpty()) {
            return Optional.empty();
        }
        Instant from = source.at().minus(limits.get().gap());
        return SessionTable.since(connection, source.client(), from).stream()
                .filter(each -> !each.session().startedAt().isAfter(source.at()))
                .filter(each -> each.session().workspace().isEmpty()
                        || source.workspaces().contains(each.session().workspace()))
                .findFirst();
    }

    private void tell(List<Waiting> taken, List<Optional<String>> found, @Nullable Throwable fault) {
        if (fault != null) {
            called.set(false);
            if (taken.isEmpty()) {
                // The work was refused: nobody else will come for what waits.
                for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
                    taken.add(next);
                }
            }
            taken.forEach(waiting -> waiting.done.completeExceptionally(fault));
        } else {
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).done.complete(found.get(i));
            }
        }
        if (!queue.isEmpty()) {
            call();
        }
    }

    /// Puts in what waited for the exchanges of these turns, which are stored by now.
    void arrived(Connection connection, List<Turn> turns) throws SQLException {
        if (early.isEmpty()) {
            return;
        }
        for (Turn turn : turns) {
            List<Decision> waiting = early.remove(turn.exchange());
            Optional<String> id =
                    waiting == null ? Optional.empty() : TokenTable.sessionOf(connection, turn.exchange());
            Session session = id.isEmpty()
                    ? null
                    : SessionTable.one(connection, id.get())
                            .filter(Stored::intact)
                            .map(Stored::session)
                            .orElse(null);
            if (waiting != null && session != null) {
                for (Decision decision : waiting) {
                    session = session.with(decision);
                }
                SessionTable.update(connection, session.next());
            }
        }
    }

    /// With a time that the table can hold.
    private static Decision exact(Decision decision) {
        return new Decision(
                decision.at().truncatedTo(ChronoUnit.MILLIS),
                decision.proposal(),
                decision.what(),
                decision.hunks(),
                decision.verdict(),
                decision.operator(),
                decision.channel(),
                decision.reason());
    }
}
