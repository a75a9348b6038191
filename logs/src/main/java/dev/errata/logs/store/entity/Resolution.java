package dev.errata.logs.store.entity;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.StateEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Move;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.HomeState;
import dev.errata.logs.store.StoreException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/// Brings rows to where the journal says they are, at the start of whoever owns the home.
///
/// A process may die after something was journalled and before its row was changed. The journal is the truth: what its
/// tail tells, what is not in the tables and was not taken back, is done now. A move, if the row is still the one it
/// was
/// decided on (same state, same version); if the row is gone, its history alone is written. A creation, if there is no
/// row and nothing else was told of it since. A deletion, if the row, and what belongs to it, are still the same. What
/// cannot be done any more is taken back by a `state.unmade`.
///
/// How far the journal was looked at is kept in the home's state (`states.resolved`), so that a start reads only what
/// the last process wrote. A database without the mark is a new one: its journal tells of other rows.
///
/// **Thread:** one that may wait, before anybody else moves a state.
public final class Resolution {
    private static final Logger LOG = LoggerFactory.getLogger(Resolution.class);
    private static final String MARK = "states.resolved";
    private static final int PAGE = 500;

    private final Database database;
    private final Journal journal;
    private final JournalReader reader;
    private final InstantSource clock;
    private final Ulids ids;
    private final Entities entities;
    private final Telling telling;

    public Resolution(Database database, Journal journal, JournalReader reader, InstantSource clock, Ulids ids) {
        this.database = database;
        this.journal = journal;
        this.reader = reader;
        this.clock = clock;
        this.ids = ids;
        this.entities = new Entities(database);
        this.telling = new Telling(journal, clock, ids);
    }

    /// Resolves what is in doubt, and sets the mark. What cannot be read or written now is left to the next start.
    ///
    /// @return how many moves, creations and deletions were made
    public int run() {
        try {
            database.read(connection ->
                            Statements.row(connection, HistoryTable.LAST_ID, cells -> cells.text(Column.EVENT_ID)))
                    .filter(id -> !id.isEmpty())
                    .ifPresent(ids::after);
            long last = journal.status().lastSeq();
            HomeState.Entry mark = new HomeState(database, clock).get(MARK).orElse(null);
            int made = mark == null ? 0 : resolve(Long.parseLong(mark.value()));
            mark(last);
            return made;
        } catch (StoreException | UncheckedIOException e) {
            LOG.warn("Unfinished changes of state could not be looked for: {}", e.getMessage());
            return 0;
        }
    }

    /// Notes that all that was journalled until now is in the tables, for a quicker next start. Right only while no
    /// move is under way.
    public void settled() {
        try {
            mark(journal.status().lastSeq());
        } catch (StoreException e) {
            LOG.debug("The next start looks at more of the journal: {}", e.getMessage());
        }
    }

    private void mark(long seq) {
        new HomeState(database, clock).put(MARK, Long.toString(seq));
    }

    private int resolve(long after) {
        var doubts = new Doubts();
        var query = new JournalQuery("state", null, null, null, null, null);
        long seq = after;
        List<JournalRecord> page = reader.after(query, seq, PAGE);
        while (!page.isEmpty()) {
            page.forEach(doubts::read);
            seq = page.getLast().seq();
            page = reader.after(query, seq, PAGE);
        }
        if (!doubts.lastId().isEmpty()) {
            ids.after(doubts.lastId());
        }
        int made = 0;
        for (Doubts.Doubt each : doubts.all()) {
            made += settle(each) ? 1 : 0;
        }
        return made;
    }

    private boolean settle(Doubts.Doubt doubt) {
        StateEvent event = doubt.event();
        Machine machine = Arrays.stream(Machine.values())
                .filter(each -> each.entity().equals(event.entityType()))
                .findFirst()
                .orElse(null);
        if (machine == null || !knows(machine, event)) {
            return false; // of another version of Errata; it stays in the journal
        }
        Outcome outcome = database.writeAndWait(connection -> settle(connection, machine, doubt));
        if (outcome == Outcome.ANOTHER) {
            telling.unmade(event, "the process ended before it was done, and the rows are others now");
        }
        return outcome == Outcome.MADE;
    }

    private static boolean knows(Machine machine, StateEvent event) {
        return switch (event) {
            case StateEvent.Moved moved -> machine.move(moved.fromState(), moved.toState()) instanceof Move.Allowed;
            case StateEvent.Created created ->
                created.state().equals(machine.initial().name());
            case StateEvent.Deleted _ -> true;
            case StateEvent.Unmade _, StateEvent.Noted _ -> false;
        };
    }

    private Outcome settle(Connection connection, Machine machine, Doubts.Doubt doubt) throws SQLException {
        return switch (doubt.event()) {
            case StateEvent.Moved moved -> settle(connection, machine, moved, doubt.seq());
            case StateEvent.Created created -> settle(connection, machine, created);
            case StateEvent.Deleted deleted -> settle(connection, machine, deleted);
            case StateEvent.Unmade _, StateEvent.Noted _ -> Outcome.KNOWN;
        };
    }

    private Outcome settle(Connection connection, Machine machine, StateEvent.Moved event, long seq)
            throws SQLException {
        if (HistoryTable.get(connection, event.eventId()).isPresent()) {
            return Outcome.KNOWN;
        }
        EntityTable<? extends Entity> table = entities.of(machine);
        if (table.get(connection, event.entityId()).isEmpty()) {
            return HistoryTable.insert(connection, HistoryRow.of(event, seq)) == 1 ? Outcome.GONE : Outcome.ANOTHER;
        }
        return States.apply(connection, table, event, seq, changes(table, event)) ? Outcome.MADE : Outcome.ANOTHER;
    }

    private Outcome settle(Connection connection, Machine machine, StateEvent.Created event) throws SQLException {
        if (entities.of(machine).get(connection, event.entityId()).isPresent()) {
            return Outcome.KNOWN;
        }
        try {
            Existence.make(connection, entities.of(machine).shape(), event);
            return Outcome.MADE;
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
                return Outcome.ANOTHER; // what it belonged to is gone
            }
            throw e;
        }
    }

    private Outcome settle(Connection connection, Machine machine, StateEvent.Deleted event) throws SQLException {
        if (entities.of(machine).get(connection, event.entityId()).isEmpty()) {
            return Outcome.KNOWN;
        }
        return Existence.remove(connection, entities, machine, event) ? Outcome.MADE : Outcome.ANOTHER;
    }

    private static Values changes(EntityTable<? extends Entity> table, StateEvent.Moved event) {
        Values changes = Values.none();
        for (Column column : table.shape().own()) {
            if (event.metadata().containsKey(column.sql())) {
                changes.with(column, event.metadata().get(column.sql()));
            }
        }
        return changes;
    }

    /// Moves of the journal that tell of an entity, for one whose history the database has not; oldest first.
    public static List<HistoryRow> history(JournalReader reader, String entity, String id, int limit) {
        List<HistoryRow> found = new ArrayList<>();
        var query = new JournalQuery("state.moved", null, null, null, null, id);
        for (JournalRecord record : reader.newest(query, Long.MAX_VALUE, limit).reversed()) {
            if (EventCodec.decode(record.body()).orElse(null) instanceof StateEvent.Moved event
                    && event.entityType().equals(entity)
                    && event.entityId().equals(id)) {
                found.add(HistoryRow.of(event, record.seq()));
            }
        }
        return found;
    }

    private enum Outcome {
        /// The tables have it already.
        KNOWN,
        /// Done now.
        MADE,
        /// The row is deleted.
        GONE,
        /// The rows are not the ones that it was decided on.
        ANOTHER
    }
}
