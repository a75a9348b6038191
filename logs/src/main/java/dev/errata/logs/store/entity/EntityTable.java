package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.CREATED_AT;
import static dev.errata.logs.store.entity.Column.ID;
import static dev.errata.logs.store.entity.Column.MOVED_AT;
import static dev.errata.logs.store.entity.Column.STATE;
import static dev.errata.logs.store.entity.Column.VERSION;

import dev.errata.logs.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one kind of entity, to be read, and the columns on which no machine decides, to be changed. What begins,
/// ceases to be, or changes its state, does so by [States].
///
/// **Thread:** any but an event loop and the FX thread; each method is one transaction.
/// **Errors:** [dev.errata.logs.store.StoreException], with nothing changed; [IllegalArgumentException] for a column
/// that the table has not.
public final class EntityTable<R extends Entity> {
    /// Only [States] may touch these.
    private static final Set<Column> GUARDED = EnumSet.of(ID, STATE, VERSION, CREATED_AT, MOVED_AT);

    private final Database database;
    private final Shape<R> shape;
    private final Queries queries;

    EntityTable(Database database, Shape<R> shape) {
        this.database = database;
        this.shape = shape;
        this.queries = new Queries(shape);
    }

    Shape<R> shape() {
        return shape;
    }

    /// The row of an id.
    public Optional<R> get(String id) {
        return database.read(connection -> get(connection, id));
    }

    Optional<R> get(Connection connection, String id) throws SQLException {
        return Statements.row(connection, queries.get(), shape::read, id);
    }

    /// Stores the row's own columns, if nobody changed the row since it was read; its state stays as it is.
    public Saved update(R row) {
        Values values = shape.writing().apply(row);
        return database.writeAndWait(connection -> {
            List<@Nullable Object> bound = new ArrayList<>();
            values.columns().forEach(column -> bound.add(values.get(column)));
            bound.add(row.id());
            bound.add(row.head().version());
            if (Statements.change(connection, queries.update(values.columns()), bound) == 1) {
                return new Saved.Done(row.head().version() + 1);
            }
            return get(connection, row.id())
                    .<Saved>map(now -> new Saved.Outdated(now.head().version()))
                    .orElseGet(Saved.Missing::new);
        });
    }

    /// Sets columns on which no decision rests (a heartbeat, an output), whatever the row's version is and without a
    /// new one.
    ///
    /// @return whether there is such a row
    public boolean touch(String id, Values values) {
        for (Column column : values.columns()) {
            if (GUARDED.contains(column) || !shape.has(column)) {
                throw new IllegalArgumentException(shape.table() + " has no column " + column + " to touch");
            }
        }
        List<@Nullable Object> bound = new ArrayList<>();
        values.columns().forEach(column -> bound.add(values.get(column)));
        bound.add(id);
        return database.writeAndWait(
                connection -> Statements.change(connection, queries.touch(values.columns()), bound) == 1);
    }

    /// Rows in the order of their ids, which is that of their creation.
    public List<R> list(int limit, int offset) {
        return database.read(connection -> Statements.rows(connection, queries.list(), shape::read, limit, offset));
    }

    /// The rows in a state, in the order of their ids.
    public List<R> byState(String state, int limit, int offset) {
        return database.read(
                connection -> Statements.rows(connection, queries.byState(), shape::read, state, limit, offset));
    }

    /// The rows that belong to something, in the order of their ids.
    ///
    /// @param parent the column that names it, for instance [Column#RUN_ID]
    public List<R> byParent(Column parent, String id, int limit, int offset) {
        String sql = queries.byParent(parent);
        return database.read(connection -> Statements.rows(connection, sql, shape::read, id, limit, offset));
    }

    List<String> idsOf(Connection connection, Column parent, String id) throws SQLException {
        return Statements.rows(connection, queries.idsByParent(parent), cells -> cells.text(ID), id);
    }

    /// All rows that belong to something.
    public List<R> byParent(Column parent, String id) {
        return byParent(parent, id, Integer.MAX_VALUE, 0);
    }

    /// How many rows there are.
    public long count() {
        return database.read(connection -> Statements.number(connection, queries.count()));
    }

    /// How many rows are in a state.
    public long count(String state) {
        return database.read(connection -> Statements.number(connection, queries.countByState(), state));
    }
}
