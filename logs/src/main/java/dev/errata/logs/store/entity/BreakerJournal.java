package dev.errata.logs.store.entity;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.StateEvent;
import dev.errata.logs.event.SystemEvent.BreakerMoved;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalStatus;
import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Move;
import dev.errata.logs.state.Severity;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A journal that also keeps the moves of circuit breakers in `circuit_breakers` and in the history.
///
/// A breaker decides in memory, on an event loop, which must not wait. So its move is journalled as everything else,
/// and once the record is written the database is handed the change, which it makes when it gets to it; records
/// are written in order, and so are the changes. A move that the database could not take is still in the journal.
///
/// A breaker begins anew with its process: [#forget] is called before the first move, and journals what it forgets.
/// A breaker's row is made at its first move, and told in the journal before it.
///
/// **Thread:** any, without waiting; [#forget] and [#close] wait.
public final class BreakerJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(BreakerJournal.class);
    private static final Queries QUERIES = new Queries(BreakerRow.SHAPE);

    private final Journal journal;
    private final Database database;
    private final EntityTable<BreakerRow> breakers;
    private final InstantSource clock;
    private final Ulids ids;
    private final Existence existence;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public BreakerJournal(Journal journal, Database database, InstantSource clock, Ulids ids) {
        this.journal = journal;
        this.database = database;
        Entities entities = new Entities(database);
        this.breakers = entities.breakers();
        this.clock = clock;
        this.ids = ids;
        this.existence = new Existence(database, entities, new Telling(journal, clock, ids));
    }

    /// Forgets where the breakers of earlier processes stood; their history stays.
    public void forget() {
        try {
            for (BreakerRow row : breakers.list(Integer.MAX_VALUE, 0)) {
                known.add(row.id()); // unless it can be forgotten
                existence.delete(Machine.CIRCUIT_BREAKER, row.id(), "A breaker begins anew with its process.", null);
                known.remove(row.id());
            }
        } catch (StoreException e) {
            LOG.warn("Where the circuit breakers stood could not be forgotten: {}", e.getMessage());
        }
    }

    @Override
    public CompletionStage<Receipt> append(Event event) {
        if (!(event instanceof BreakerMoved moved)) {
            return journal.append(event);
        }
        Instant at = clock.instant();
        if (known.add(id(moved.upstream()))) {
            var unused = journal.append(existence.created(fresh(moved.upstream(), at)));
        }
        CompletionStage<Receipt> written = journal.append(event);
        var unused = written.thenCompose(receipt -> database.write(it -> keep(it, moved, at, receipt.seq())))
                .whenComplete((kept, failure) -> {
                    if (failure != null) {
                        LOG.warn("A circuit breaker's move is in the journal alone: {}", failure.getMessage());
                    }
                });
        return written;
    }

    private boolean keep(Connection connection, BreakerMoved moved, Instant at, long seq) throws SQLException {
        Machine machine = Machine.CIRCUIT_BREAKER;
        if (!(machine.move(moved.from(), moved.to()) instanceof Move.Allowed(var transition))) {
            return false; // the breaker asks the machine itself, so this never comes
        }
        String id = id(moved.upstream());
        BreakerRow row = breakers.get(connection, id).orElse(null);
        if (row == null) {
            row = fresh(moved.upstream(), at);
            Statements.insert(connection, BreakerRow.SHAPE.table(), BreakerRow.SHAPE.values(row));
        }
        Values changes = Values.none().with(Column.LAST_ERROR, moved.reason());
        var event = new StateEvent.Moved(
                ids.next(),
                at,
                machine.entity() + "_state_transition",
                Severity.of(transition, false, false).word(),
                machine.entity(),
                id,
                row.head().version(),
                moved.from(),
                moved.to(),
                moved.trigger(),
                moved.reason(),
                null,
                changes.texts(),
                StateEvent.Context.NONE);
        String sql = QUERIES.move(changes.columns());
        int changed = Statements.change(
                connection,
                sql,
                List.of(
                        moved.reason(),
                        moved.to(),
                        EventCodec.time(at),
                        id,
                        row.head().version(),
                        moved.from()));
        return HistoryTable.insert(connection, HistoryRow.of(event, seq)) == 1 && changed == 1;
    }

    private static BreakerRow fresh(String upstream, Instant at) {
        return new BreakerRow(Entity.Head.fresh(Machine.CIRCUIT_BREAKER, id(upstream), at), null);
    }

    /// A server's address without its scheme and without slashes, so that it can stand in a path.
    private static String id(String upstream) {
        return upstream.replaceFirst("^https?://", "").replaceFirst("/+$", "").replace('/', '_');
    }

    @Override
    public boolean pressed() {
        return journal.pressed();
    }

    @Override
    public JournalStatus status() {
        return journal.status();
    }

    @Override
    public void close() {
        journal.close();
    }
}
