package dev.errata.logs.store.entity;

import dev.errata.logs.event.StateEvent;
import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Severity;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Lets entities begin and cease to be.
///
/// Both are told before they are so, in the order that [States] draws for a move: a row is put in after `state.created`
/// is in the journal, and taken out after `state.deleted` is. What then fails is taken back by `state.unmade`; what a
/// process left undone is done by [Resolution].
///
/// What belongs to an entity goes with it, by the foreign keys. One record names it all, so that a crash leaves the
/// whole or nothing; if there is more by the time the rows go, nothing goes.
///
/// **Thread:** any that may wait. **Errors:** [StoreException], with nothing changed.
final class Existence {
    /// Which column of which entities names what they belong to, where they go with it.
    private static final Map<Machine, Map<Machine, Column>> BELONGINGS = Map.of(
            Machine.RUN,
            Map.of(
                    Machine.WORKSTREAM, Column.RUN_ID,
                    Machine.TASK, Column.RUN_ID,
                    Machine.PATCH, Column.RUN_ID),
            Machine.WORKSTREAM,
            Map.of(Machine.TASK, Column.WORKSTREAM_ID, Machine.PATCH, Column.WORKSTREAM_ID),
            Machine.TASK,
            Map.of(Machine.TEST_GATE, Column.TASK_ID),
            Machine.PATCH,
            Map.of(Machine.TEST_GATE, Column.PATCH_ID));

    private final Database database;
    private final Entities entities;
    private final Telling telling;

    Existence(Database database, Entities entities, Telling telling) {
        this.database = database;
        this.entities = entities;
        this.telling = telling;
    }

    /// Puts a new row in. It begins in its machine's first state, with version 1.
    void create(Entity row) {
        Shape<?> shape = Entities.shape(row);
        String initial = shape.machine().initial().name();
        if (!row.state().equals(initial) || row.head().version() != 1) {
            throw new IllegalArgumentException("a new " + shape.machine().entity() + " is " + initial
                    + " with version 1, not " + row.state() + " with version "
                    + row.head().version());
        }
        StateEvent.Created event = created(row);
        tell(event, "no " + event.entityType() + " was made");
        try {
            int stored = database.writeAndWait(
                    connection -> Statements.insert(connection, shape.table(), Entities.values(row)));
            if (stored != 1) {
                throw new StoreException("the row was not stored");
            }
        } catch (StoreException e) {
            telling.unmade(event, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /// What is told of a new row.
    StateEvent.Created created(Entity row) {
        Machine machine = Entities.shape(row).machine();
        Map<String, @Nullable String> columns = Entities.values(row).texts();
        List.of(Column.ID, Column.STATE, Column.VERSION).forEach(column -> columns.remove(column.sql()));
        return new StateEvent.Created(
                telling.id(),
                telling.now(),
                machine.entity() + "_created",
                Severity.INFO.word(),
                machine.entity(),
                row.id(),
                row.state(),
                columns,
                Current.of(row).context());
    }

    /// Takes a row out, with what belongs to it.
    ///
    /// @param reason empty if there is nothing to say
    /// @param operator who asks for it; null if nobody does
    Saved delete(Machine machine, String id, String reason, @Nullable String operator) {
        Optional<StateEvent.Deleted> found =
                database.read(connection -> deleted(connection, machine, id, reason, operator));
        if (found.isEmpty()) {
            return new Saved.Missing();
        }
        StateEvent.Deleted event = found.get();
        tell(event, "the " + event.entityType() + " was not deleted");
        try {
            if (database.writeAndWait(connection -> remove(connection, entities, machine, event))) {
                return new Saved.Done(event.rowVersion());
            }
        } catch (StoreException e) {
            telling.unmade(event, String.valueOf(e.getMessage()));
            throw e;
        }
        telling.unmade(event, "it, or what belongs to it, was changed meanwhile");
        return entities.of(machine)
                .get(id)
                .<Saved>map(now -> new Saved.Outdated(now.head().version()))
                .orElseGet(Saved.Missing::new);
    }

    private Optional<StateEvent.Deleted> deleted(
            Connection connection, Machine machine, String id, String reason, @Nullable String operator)
            throws SQLException {
        Current now = Current.of(connection, entities.of(machine), id).orElse(null);
        if (now == null) {
            return Optional.empty();
        }
        return Optional.of(new StateEvent.Deleted(
                telling.id(),
                telling.now(),
                machine.entity() + "_deleted",
                (operator == null ? Severity.INFO : Severity.WARNING).word(),
                machine.entity(),
                id,
                now.version(),
                now.state(),
                reason,
                operator,
                along(connection, entities, machine, id),
                now.context()));
    }

    /// Puts the row in that a record tells of.
    static void make(Connection connection, Shape<?> shape, StateEvent.Created event) throws SQLException {
        Values values = Values.none()
                .with(Column.ID, event.entityId())
                .with(Column.STATE, event.state())
                .with(Column.VERSION, (Long) 1L);
        List<Column> columns = new ArrayList<>(List.of(Column.CREATED_AT, Column.MOVED_AT));
        columns.addAll(shape.own());
        for (Column column : columns) {
            if (event.metadata().containsKey(column.sql())) {
                values.with(column, event.metadata().get(column.sql()));
            }
        }
        Statements.insert(connection, shape.table(), values);
    }

    /// Takes the rows out that a record tells of; false, and nothing done, if they are not the ones it was decided on.
    static boolean remove(Connection connection, Entities entities, Machine machine, StateEvent.Deleted event)
            throws SQLException {
        String sql = new Queries(entities.of(machine).shape()).delete();
        return along(connection, entities, machine, event.entityId()).equals(event.along())
                && Statements.change(connection, sql, List.of(event.entityId(), event.rowVersion())) == 1;
    }

    private static List<String> along(Connection connection, Entities entities, Machine machine, String id)
            throws SQLException {
        Set<String> found = new TreeSet<>();
        collect(connection, entities, machine, id, found);
        return List.copyOf(found);
    }

    private static void collect(Connection connection, Entities entities, Machine machine, String id, Set<String> found)
            throws SQLException {
        for (var each : BELONGINGS.getOrDefault(machine, Map.of()).entrySet()) {
            for (String child : entities.of(each.getKey()).idsOf(connection, each.getValue(), id)) {
                String name = key(each.getKey().entity(), child);
                if (found.add(name)) {
                    collect(connection, entities, each.getKey(), child, found);
                }
            }
        }
    }

    static String key(String entity, String id) {
        return entity + "/" + id;
    }

    private void tell(StateEvent event, String so) {
        try {
            telling.written(event);
        } catch (UncheckedIOException e) {
            throw new StoreException("The journal cannot be written (" + e.getMessage() + "), so " + so + ".", e);
        }
    }
}
