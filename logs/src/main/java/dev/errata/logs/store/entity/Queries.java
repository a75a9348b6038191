package dev.errata.logs.store.entity;

import static dev.errata.logs.store.entity.Column.CREATED_AT;
import static dev.errata.logs.store.entity.Column.ID;
import static dev.errata.logs.store.entity.Column.MOVED_AT;
import static dev.errata.logs.store.entity.Column.STATE;
import static dev.errata.logs.store.entity.Column.VERSION;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The statements of one entity table. Each of them finds its rows by an index.
final class Queries {
    private static final List<Column> SHARED = List.of(ID, STATE, VERSION, CREATED_AT, MOVED_AT);
    private static final String PAGE = " ORDER BY " + ID.sql() + " LIMIT ? OFFSET ?";

    private final Shape<?> shape;
    private final String select;

    Queries(Shape<?> shape) {
        this.shape = shape;
        List<Column> all = new ArrayList<>(SHARED);
        all.addAll(shape.own());
        this.select = "SELECT " + Statements.names(all) + " FROM " + shape.table();
    }

    String get() {
        return select + where(ID);
    }

    String list() {
        return select + PAGE;
    }

    String byState() {
        return select + where(STATE) + PAGE;
    }

    String byParent(Column parent) {
        check(parent);
        return select + where(parent) + PAGE;
    }

    String idsByParent(Column parent) {
        check(parent);
        return "SELECT " + ID.sql() + " FROM " + shape.table() + where(parent);
    }

    private void check(Column parent) {
        if (!shape.parents().contains(parent)) {
            throw new IllegalArgumentException(shape.table() + " does not belong to anything by " + parent);
        }
    }

    String count() {
        return "SELECT count(*) FROM " + shape.table();
    }

    String countByState() {
        return count() + where(STATE);
    }

    /// Its values: id and version.
    String delete() {
        return "DELETE FROM " + shape.table() + where(ID) + " AND " + VERSION.sql() + " = ?";
    }

    String update(Set<Column> columns) {
        return "UPDATE " + shape.table() + " SET " + assignments(columns) + ", " + VERSION.sql() + " = " + VERSION.sql()
                + " + 1" + where(ID) + " AND " + VERSION.sql() + " = ?";
    }

    String touch(Set<Column> columns) {
        return "UPDATE " + shape.table() + " SET " + assignments(columns) + where(ID);
    }

    /// The one statement that changes a state. Its values: the columns', the new state, the time, then id, version and
    /// the state it is in.
    String move(Set<Column> columns) {
        return "UPDATE " + shape.table() + " SET " + (columns.isEmpty() ? "" : assignments(columns) + ", ")
                + STATE.sql() + " = ?, " + MOVED_AT.sql() + " = ?, " + VERSION.sql() + " = " + VERSION.sql() + " + 1"
                + where(ID) + " AND " + VERSION.sql() + " = ? AND " + STATE.sql() + " = ?";
    }

    private static String where(Column column) {
        return " WHERE " + column.sql() + " = ?";
    }

    private static String assignments(Set<Column> columns) {
        return columns.stream().map(column -> column.sql() + " = ?").collect(Collectors.joining(", "));
    }
}
