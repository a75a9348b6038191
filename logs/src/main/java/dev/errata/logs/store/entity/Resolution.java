package dev.errata.logs.store.entity;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Brings rows to where the journal says they are, at the start of whoever owns the home.
///
/// A process may die after a move was journalled and before its row was changed. The journal is the truth: a move of
/// its tail that is in no history and was not taken back is made now, if the row is still the one it was decided on
/// (same state, same version). If the row is gone, its history alone is written; if it is another, the move is taken
/// back by a `state.unmade`.
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

    public Resolution(Database database, Journal journal, JournalReader reader, InstantSource clock, Ulids ids) {
        this.database = database;
        this.journal = journal;
        this.reader = reader;
        this.clock = clock;
        this.ids = ids;
        this.entities = new Entities(database);
    }

    /// Resolves what is in doubt, and sets the mark. What cannot be read or written now is left to the next start.
    ///
    /// @return how many moves were made
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
        Map<String, InDoubt> doubts = new LinkedHashMap<>();
        var query = new JournalQuery("state", null, null, null, null, null);
        long seq = after;
        List<JournalRecord> page = reader.after(query, seq, PAGE);
        while (!page.isEmpty()) {
            for (JournalRecord record : page) {
                read(record, doubts);
            }
            seq = page.getLast().seq();
            page = reader.after(query, seq, PAGE);
        }
        int made = 0;
        for (InDoubt doubt : doubts.values()) {
            ids.after(doubt.event.eventId());
        }
        for (InDoubt doubt : doubts.values()) {
            made += settle(doubt) ? 1 : 0;
        }
        return made;
    }

    private static void read(JournalRecord record, Map<String, InDoubt> doubts) {
        JsonNode body = record.body();
        switch (record.type()) {
            case "state.moved" -> {
                StateEvent.Moved event = moved(body);
                doubts.put(event.eventId(), new InDoubt(event, record.seq()));
            }
            case "state.unmade" -> doubts.remove(body.path("of").asString(""));
            default -> {
                // A note changes no row; the journal has it.
            }
        }
    }

    private boolean settle(InDoubt doubt) {
        StateEvent.Moved event = doubt.event;
        Machine machine = Arrays.stream(Machine.values())
                .filter(each -> each.entity().equals(event.entityType()))
                .findFirst()
                .orElse(null);
        if (machine == null || machine.move(event.fromState(), event.toState()) instanceof Move.Refused) {
            return false; // of another version of Errata; it stays in the journal
        }
        Outcome outcome = database.writeAndWait(connection -> settle(connection, machine, doubt));
        if (outcome == Outcome.ANOTHER) {
            var unused = journal.append(new StateEvent.Unmade(
                    ids.next(),
                    clock.instant(),
                    event.eventId(),
                    event.entityType(),
                    event.entityId(),
                    "the process ended before it was made, and the row is another one now"));
        }
        return outcome == Outcome.MADE;
    }

    private Outcome settle(Connection connection, Machine machine, InDoubt doubt) throws SQLException {
        StateEvent.Moved event = doubt.event;
        if (HistoryTable.get(connection, event.eventId()).isPresent()) {
            return Outcome.KNOWN;
        }
        EntityTable<? extends Entity> table = entities.of(machine);
        Current now = Current.of(connection, table, event.entityId()).orElse(null);
        if (now == null) {
            return HistoryTable.insert(connection, HistoryRow.of(event, doubt.seq)) == 1
                    ? Outcome.GONE
                    : Outcome.ANOTHER;
        }
        return States.apply(connection, table, event, doubt.seq, changes(table, event))
                ? Outcome.MADE
                : Outcome.ANOTHER;
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

    /// A move as the journal has it.
    private static StateEvent.Moved moved(JsonNode body) {
        JsonNode context = body.path("context");
        return new StateEvent.Moved(
                body.path("event_id").asString(""),
                Instant.parse(body.path("timestamp").asString("")),
                body.path("event_type").asString(""),
                body.path("severity").asString(""),
                body.path("entity_type").asString(""),
                body.path("entity_id").asString(""),
                body.path("row_version").asLong(0),
                body.path("from_state").asString(""),
                body.path("to_state").asString(""),
                body.path("trigger").asString(""),
                body.path("reason").asString(""),
                text(body.path("operator")),
                HistoryTable.metadata(body.path("metadata")),
                new StateEvent.Context(text(context.path("run")), text(context.path("workstream"))));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    /// Moves of the journal that tell of an entity, for one whose history the database has not; oldest first.
    public static List<HistoryRow> history(JournalReader reader, String entity, String id, int limit) {
        List<HistoryRow> found = new ArrayList<>();
        var query = new JournalQuery("state.moved", null, null, null, null, id);
        for (JournalRecord record : reader.newest(query, Long.MAX_VALUE, limit).reversed()) {
            StateEvent.Moved event = moved(record.body());
            if (event.entityType().equals(entity) && event.entityId().equals(id)) {
                found.add(HistoryRow.of(event, record.seq()));
            }
        }
        return found;
    }

    private record InDoubt(StateEvent.Moved event, long seq) {}

    private enum Outcome {
        /// It is in the history already.
        KNOWN,
        /// Made now.
        MADE,
        /// The row is deleted.
        GONE,
        /// The row is not the one that it was decided on.
        ANOTHER
    }
}
