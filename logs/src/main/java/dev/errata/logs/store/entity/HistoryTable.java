package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.ENTITY_ID;
import static dev.errata.logs.store.entity.Column.ENTITY_TYPE;
import static dev.errata.logs.store.entity.Column.EVENT_ID;
import static dev.errata.logs.store.entity.Column.EVENT_TYPE;
import static dev.errata.logs.store.entity.Column.FROM_STATE;
import static dev.errata.logs.store.entity.Column.JOURNAL_SEQ;
import static dev.errata.logs.store.entity.Column.METADATA;
import static dev.errata.logs.store.entity.Column.OPERATOR;
import static dev.errata.logs.store.entity.Column.REASON;
import static dev.errata.logs.store.entity.Column.RUN_ID;
import static dev.errata.logs.store.entity.Column.SEVERITY;
import static dev.errata.logs.store.entity.Column.TIMESTAMP;
import static dev.errata.logs.store.entity.Column.TO_STATE;
import static dev.errata.logs.store.entity.Column.TRIGGER;
import static dev.errata.logs.store.entity.Column.WORKSTREAM_ID;

import dev.errata.logs.event.StateEvent;
import dev.errata.logs.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The history of all changes of state, `state_transitions`. It only grows: rows are neither changed nor deleted, also
/// not when what they tell of is gone.
///
/// **Thread:** any but an event loop and the FX thread. **Errors:** [dev.errata.logs.store.StoreException].
public final class HistoryTable {
    static final String TABLE = "state_transitions";
    private static final String SELECT = "SELECT "
            + Statements.names(List.of(
                    EVENT_ID,
                    TIMESTAMP,
                    EVENT_TYPE,
                    SEVERITY,
                    ENTITY_TYPE,
                    ENTITY_ID,
                    FROM_STATE,
                    TO_STATE,
                    TRIGGER,
                    REASON,
                    OPERATOR,
                    METADATA,
                    RUN_ID,
                    WORKSTREAM_ID,
                    JOURNAL_SEQ))
            + " FROM " + TABLE;
    private static final String PAGE = " ORDER BY " + EVENT_ID.sql() + " LIMIT ? OFFSET ?";
    private static final String OF_ENTITY = " WHERE " + ENTITY_TYPE.sql() + " = ? AND " + ENTITY_ID.sql() + " = ?";

    static final String GET = SELECT + " WHERE " + EVENT_ID.sql() + " = ?";
    static final String LIST = SELECT + PAGE;
    static final String BY_ENTITY = SELECT + OF_ENTITY + PAGE;
    static final String BY_RUN = SELECT + " WHERE " + RUN_ID.sql() + " = ?" + PAGE;
    static final String COUNT = "SELECT count(*) FROM " + TABLE;
    static final String COUNT_OF_ENTITY = COUNT + OF_ENTITY;
    static final String LAST_ID = "SELECT max(" + EVENT_ID.sql() + ") AS " + EVENT_ID.sql() + " FROM " + TABLE;
    static final String LAST_SEQ = "SELECT max(" + JOURNAL_SEQ.sql() + ") FROM " + TABLE;

    private final Database database;

    public HistoryTable(Database database) {
        this.database = database;
    }

    /// The line of an event.
    public Optional<HistoryRow> get(String eventId) {
        return database.read(connection -> get(connection, eventId));
    }

    /// Lines, oldest first.
    public List<HistoryRow> list(int limit, int offset) {
        return database.read(connection -> Statements.rows(connection, LIST, HistoryTable::read, limit, offset));
    }

    /// What happened to an entity, oldest first.
    ///
    /// @param entity its kind, as [dev.errata.logs.state.Machine#entity()] names it
    public List<HistoryRow> byEntity(String entity, String id, int limit, int offset) {
        return database.read(
                connection -> Statements.rows(connection, BY_ENTITY, HistoryTable::read, entity, id, limit, offset));
    }

    /// What happened to a run and to all that belongs to it, oldest first.
    public List<HistoryRow> byRun(String run, int limit, int offset) {
        return database.read(connection -> Statements.rows(connection, BY_RUN, HistoryTable::read, run, limit, offset));
    }

    public long count() {
        return database.read(connection -> Statements.number(connection, COUNT));
    }

    public long count(String entity, String id) {
        return database.read(connection -> Statements.number(connection, COUNT_OF_ENTITY, entity, id));
    }

    static Optional<HistoryRow> get(Connection connection, String eventId) throws SQLException {
        return Statements.row(connection, GET, HistoryTable::read, eventId);
    }

    static int insert(Connection connection, HistoryRow row) throws SQLException {
        return Statements.insert(
                connection,
                TABLE,
                Values.none()
                        .with(EVENT_ID, row.eventId())
                        .with(TIMESTAMP, row.timestamp())
                        .with(EVENT_TYPE, row.eventType())
                        .with(SEVERITY, row.severity())
                        .with(ENTITY_TYPE, row.entityType())
                        .with(ENTITY_ID, row.entityId())
                        .with(FROM_STATE, row.fromState())
                        .with(TO_STATE, row.toState())
                        .with(TRIGGER, row.trigger())
                        .with(REASON, row.reason())
                        .with(OPERATOR, row.operator())
                        .with(METADATA, JsonMapper.shared().writeValueAsString(row.metadata()))
                        .with(RUN_ID, row.context().run())
                        .with(WORKSTREAM_ID, row.context().workstream())
                        .with(JOURNAL_SEQ, (Long) row.journalSeq()));
    }

    private static HistoryRow read(Cells cells) throws SQLException {
        return new HistoryRow(
                cells.text(EVENT_ID),
                cells.instant(TIMESTAMP),
                cells.text(EVENT_TYPE),
                cells.text(SEVERITY),
                cells.text(ENTITY_TYPE),
                cells.text(ENTITY_ID),
                cells.text(FROM_STATE),
                cells.text(TO_STATE),
                cells.text(TRIGGER),
                cells.text(REASON),
                cells.maybe(OPERATOR),
                metadata(JsonMapper.shared().readTree(cells.text(METADATA))),
                new StateEvent.Context(cells.maybe(RUN_ID), cells.maybe(WORKSTREAM_ID)),
                cells.number(JOURNAL_SEQ));
    }

    static Map<String, @Nullable String> metadata(JsonNode json) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        json.properties()
                .forEach(each -> texts.put(
                        each.getKey(),
                        each.getValue().isNull() ? null : each.getValue().asString()));
        return texts;
    }
}
