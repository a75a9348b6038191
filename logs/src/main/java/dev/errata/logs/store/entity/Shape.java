package dev.errata.logs.store.entity;

import dev.errata.logs.state.Machine;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// How an entity lies in its table.
///
/// @param own the columns beside those that all entities have
/// @param parents those of them that name what the entity belongs to; each has an index
record Shape<R extends Entity>(
        Machine machine,
        String table,
        List<Column> own,
        List<Column> parents,
        Reading<R> reading,
        Function<R, Values> writing) {
    Shape {
        own = List.copyOf(own);
        parents = List.copyOf(parents);
    }

    R read(Cells cells) throws SQLException {
        var head = new Entity.Head(
                cells.text(Column.ID),
                cells.text(Column.STATE),
                cells.number(Column.VERSION),
                cells.instant(Column.CREATED_AT),
                cells.instant(Column.MOVED_AT));
        return reading.read(head, cells);
    }

    /// All columns of a row.
    Values values(R row) {
        Values values = Values.none()
                .with(Column.ID, row.id())
                .with(Column.STATE, row.state())
                .with(Column.VERSION, (Long) row.head().version())
                .with(Column.CREATED_AT, row.head().createdAt())
                .with(Column.MOVED_AT, row.head().movedAt());
        Values others = writing.apply(row);
        others.columns().forEach(column -> values.ifAbsent(column, others.get(column)));
        return values;
    }

    boolean has(Column column) {
        return own.contains(column);
    }

    interface Reading<R> {
        R read(Entity.Head head, Cells cells) throws SQLException;
    }
}
