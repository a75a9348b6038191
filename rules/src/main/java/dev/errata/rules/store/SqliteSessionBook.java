package dev.errata.rules.store;

import dev.errata.logs.event.SessionEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sessions in a home's database.
///
/// Turns that come while the database is being written wait together and are stored in one transaction, so that many
/// writers share one wait for the disk:
///
/// ```
/// add, add, add -> queue -> one transaction: session found or begun, changed, tokens noted -> journal -> stages
/// ```
/// Whatever a turn needs to know is read in that transaction: it holds the database's one lock for writing, so that
/// another process cannot come between. A turn is stored wholly or not at all.
public final class SqliteSessionBook implements SessionBook {
    private static final int BATCH = 500;
    private static final String AFTER_ALL = "~";

    private final Database database;
    private final Journal journal;
    private final Clock clock;
    private final Supplier<SessionLimits> limits;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    /// Sessions that this process has begun or taken up; touched by the database's writer alone.
    private final Set<String> known = new HashSet<>();

    private final DecisionBatch decisions;

    /// @param clock its zone tells where a day begins
    /// @param limits asked at each turn
    public SqliteSessionBook(Database database, Journal journal, Clock clock, Supplier<SessionLimits> limits) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
        this.limits = limits;
        this.decisions = new DecisionBatch(database, limits);
    }

    private record Waiting(Turn turn, CompletableFuture<Session> done) {}

    /// The turns of one transaction, and what is to be told once it is done.
    private static final class Batch {
        final List<Waiting> taken = new ArrayList<>();
        final List<Session> sessions = new ArrayList<>();
        final List<SessionEvent> events = new ArrayList<>();
        final Set<String> taught = new HashSet<>();
    }

    @Override
    public CompletionStage<Session> add(Turn turn) {
        var waiting = new Waiting(turn, new CompletableFuture<>());
        queue.add(waiting);
        call();
        return waiting.done;
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            var batch = new Batch();
            var unused = database.write(connection -> store(connection, batch))
                    .whenComplete((count, fault) -> tell(batch, fault));
        }
    }

    private int store(Connection connection, Batch batch) throws SQLException {
        called.set(false);
        try (var turns = new TurnBatch(connection, limits.get(), clock.getZone(), known)) {
            Waiting next = queue.poll();
            while (next != null) {
                batch.taken.add(next);
                batch.sessions.add(turns.add(next.turn));
                next = batch.taken.size() < BATCH ? queue.poll() : null;
            }
            turns.finish();
            decisions.arrived(
                    connection, batch.taken.stream().map(Waiting::turn).toList());
            batch.events.addAll(turns.events());
            turns.taught().stream().filter(known::add).forEach(batch.taught::add);
        }
        return batch.taken.size();
    }

    private void tell(Batch batch, @Nullable Throwable fault) {
        if (fault != null) {
            called.set(false);
            if (batch.taken.isEmpty()) {
                // The work was refused: nobody else will come for what waits.
                for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
                    batch.taken.add(next);
                }
            }
            known.removeAll(batch.taught);
            batch.taken.forEach(waiting -> waiting.done.completeExceptionally(fault));
        } else {
            batch.events.forEach(journal::append);
            for (int i = 0; i < batch.taken.size(); i++) {
                batch.taken.get(i).done.complete(batch.sessions.get(i));
            }
        }
        if (!queue.isEmpty()) {
            call();
        }
    }

    @Override
    public CompletionStage<Optional<String>> decided(Decision decision, Source source) {
        return decisions.add(decision, source);
    }

    @Override
    public SaveResult save(Session changed) {
        try {
            return database.writeAndWait(connection -> {
                Session next = SessionTable.exact(changed.next());
                if (SessionTable.update(connection, next)) {
                    return new Saved(next);
                }
                return SessionTable.one(connection, changed.id())
                        .<SaveResult>map(stored -> new Stale(stored.session()))
                        .orElseGet(() -> new Gone(changed.id()));
            });
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Stored> find(String id) {
        return database.read(connection -> SessionTable.one(connection, id));
    }

    @Override
    public Page list(Filter filter, @Nullable String cursor, int limit) {
        int cut = cursor == null ? -1 : cursor.indexOf(' ');
        String at = cut < 0 || cursor == null ? AFTER_ALL : cursor.substring(0, cut);
        String id = cut < 0 || cursor == null ? AFTER_ALL : cursor.substring(cut + 1);
        List<Stored> found = database.read(connection -> SessionTable.list(connection, filter, at, id, limit + 1));
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        Session last = found.get(limit - 1).session();
        return new Page(found.subList(0, limit), SessionTable.time(last.lastAt()) + " " + last.id());
    }

    @Override
    public List<Spent> exchanges(String id, int limit) {
        return database.read(connection -> TokenTable.ofSession(connection, id, limit));
    }

    @Override
    public DeleteResult delete(String id, String channel) {
        try {
            if (!database.writeAndWait(connection -> SessionTable.delete(connection, id))) {
                return new Gone(id);
            }
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
        var unused = journal.append(new SessionEvent.Deleted(id, "person", channel));
        return new Deleted(id);
    }

    @Override
    public List<Account> tokens(Period period, By by) {
        return database.read(connection -> TokenTable.sums(connection, period, by));
    }
}
