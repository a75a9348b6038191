package dev.errata.logs.store.entity;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.StateEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Move;
import dev.errata.logs.state.Severity;
import dev.errata.logs.state.Transition;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The only code that sets a state, that of the beginning too.
///
/// ```
/// lock of the entity
///   1 read the row                         gone, or not the version that was decided on: said, nothing written
///   2 ask the machine                      not listed: refused, nothing written
///   3 journal  state.moved, wait for it    not written: Unrecorded, nothing changed
///   4 row and history, in one transaction  WHERE version = the one read; what fails is journalled as state.unmade
/// ```
///
/// Between 3 and 4 the journal says more than the row. A process that dies there leaves that to its next start, where
/// [Resolution] brings the row to where the journal says it is. Whoever reads the row sees a change only after 4, so a
/// state is journalled before it is visible.
///
/// Of several who want to move one entity at once, on what they read before, one wins: the lock makes them decide one
/// after the other, and the others are told [MoveResult.Outdated] or [MoveResult.Refused] with nothing written. The
/// version in 4 guards against a foreign program that writes into the table.
///
/// **Thread:** any that may wait: not an event loop, not the FX thread, not a thread of the database or the journal.
public final class States {
    private static final int LOCKS = 64;
    private static final Set<String> NEED_A_REASON = Set.of("quarantined", "rolled_back");

    private final Database database;
    private final Entities entities;
    private final Telling telling;
    private final Existence existence;
    private final List<ReentrantLock> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new ReentrantLock()).toList();

    /// @param ids makes the events' ids; after [Resolution] they go on from the last one of the history
    public States(Database database, Journal journal, InstantSource clock, Ulids ids) {
        this.database = database;
        this.entities = new Entities(database);
        this.telling = new Telling(journal, clock, ids);
        this.existence = new Existence(database, entities, telling);
    }

    /// The tables.
    public Entities entities() {
        return entities;
    }

    /// Lets an entity begin to be, in its machine's first state, with version 1; the journal has it before the table.
    ///
    /// **Errors:** [StoreException] if journal or database could not be written, or if what it belongs to is not
    /// there; there is no such entity then.
    ///
    /// @return the same row
    public <R extends Entity> R create(R row) {
        existence.create(row);
        return row;
    }

    /// Lets an entity cease to be, with what belongs to it; the journal has it before the tables, and its history
    /// stays.
    ///
    /// **Errors:** [StoreException] if journal or database could not be written; nothing is deleted then.
    ///
    /// @param reason empty if there is nothing to say
    /// @param operator who asks for it; null if nobody does
    public Saved delete(Machine machine, String id, String reason, @Nullable String operator) {
        ReentrantLock lock = lock(machine, id);
        lock.lock();
        try {
            return existence.delete(machine, id, reason, operator);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Machine machine, String id) {
        return locks.get(Math.floorMod((machine.entity() + id).hashCode(), LOCKS));
    }

    /// Changes a state, and the columns that change with it.
    public MoveResult move(Wish wish) {
        ReentrantLock lock = lock(wish.machine(), wish.id());
        lock.lock();
        try {
            return decide(wish);
        } catch (StoreException e) {
            return new MoveResult.Unrecorded(String.valueOf(e.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private MoveResult decide(Wish wish) {
        Machine machine = wish.machine();
        EntityTable<? extends Entity> table = entities.of(machine);
        Optional<Current> found = database.read(connection -> Current.of(connection, table, wish.id()));
        if (found.isEmpty()) {
            return new MoveResult.Missing("There is no " + machine.entity() + " " + wish.id() + ".");
        }
        Current now = found.get();
        if (wish.version() != 0 && wish.version() != now.version()) {
            return outdated(machine, wish.id(), now.version());
        }
        return switch (machine.move(now.state(), wish.to())) {
            case Move.Refused refused -> new MoveResult.Refused(named(refused, wish.id()), refused.allowed());
            case Move.Allowed(Transition transition) -> {
                String lack = lack(wish);
                yield lack.isEmpty()
                        ? make(table, wish, now, transition)
                        : new MoveResult.Refused(lack, machine.allowed(now.state()));
            }
        };
    }

    private static String named(Move.Refused refused, String id) {
        return refused.message()
                .replaceFirst("^The " + refused.entity() + " ", "The " + refused.entity() + " " + id + " ");
    }

    private static String lack(Wish wish) {
        boolean patch = wish.machine() == Machine.PATCH;
        if (wish.reason().isBlank() && (wish.override() || (patch && NEED_A_REASON.contains(wish.to())))) {
            return "To bring a " + wish.machine().entity() + " to " + wish.to()
                    + " needs a reason. Nothing was changed; say why.";
        }
        String operator = wish.operator();
        boolean byHand = wish.override() || (patch && wish.to().equals("rolled_back"));
        return byHand && (operator == null || operator.isBlank())
                ? "To bring a " + wish.machine().entity() + " to " + wish.to()
                        + " by hand needs an operator. Nothing was changed; say who asks."
                : "";
    }

    private MoveResult make(EntityTable<? extends Entity> table, Wish wish, Current now, Transition transition) {
        Instant at = telling.now();
        Values changes = now.follow(wish.machine(), wish.to(), reasoned(table, wish), at);
        for (Column column : changes.columns()) {
            if (!table.shape().has(column)) {
                throw new IllegalArgumentException(table.shape().table() + " has no column " + column + " to change");
            }
        }
        var event = new StateEvent.Moved(
                telling.id(),
                at,
                wish.override() ? "manual_override" : wish.machine().entity() + "_state_transition",
                Severity.of(transition, now.critical(), wish.override()).word(),
                wish.machine().entity(),
                wish.id(),
                now.version(),
                transition.from(),
                transition.to(),
                transition.trigger(),
                wish.reason(),
                wish.operator(),
                changes.texts(),
                now.context());
        long seq;
        try {
            seq = telling.written(event);
        } catch (UncheckedIOException e) {
            return new MoveResult.Unrecorded("The journal cannot be written (" + e.getMessage() + "), so the "
                    + wish.machine().entity() + " stays " + now.state() + ".");
        }
        return store(table, event, seq, changes, now);
    }

    private MoveResult store(
            EntityTable<? extends Entity> table, StateEvent.Moved event, long seq, Values changes, Current now) {
        try {
            boolean stored = database.writeAndWait(connection -> apply(connection, table, event, seq, changes));
            if (stored) {
                return new MoveResult.Made(event.eventId(), event.fromState(), event.toState(), now.version() + 1);
            }
            telling.unmade(event, "the row was changed by another program meanwhile");
            return outdated(table.shape().machine(), event.entityId(), now.version() + 1);
        } catch (StoreException e) {
            telling.unmade(event, String.valueOf(e.getMessage()));
            return new MoveResult.Unrecorded(
                    "The " + event.entityType() + " stays " + event.fromState() + ": " + e.getMessage());
        }
    }

    /// A reason for leaving the good way is kept in the row as well.
    private static Values reasoned(EntityTable<? extends Entity> table, Wish wish) {
        Values changes = wish.changes().copy();
        if (!wish.reason().isBlank() && table.shape().has(Column.REASON)) {
            changes.ifAbsent(Column.REASON, wish.reason());
        }
        return changes;
    }

    /// Changes the row and adds to the history, in the transaction of the connection; false if the row is not the one
    /// that was decided on.
    static boolean apply(
            Connection connection,
            EntityTable<? extends Entity> table,
            StateEvent.Moved event,
            long seq,
            Values changes)
            throws SQLException {
        List<@Nullable Object> bound = new ArrayList<>();
        changes.columns().forEach(column -> bound.add(changes.get(column)));
        bound.add(event.toState());
        bound.add(EventCodec.time(event.timestamp()));
        bound.add(event.entityId());
        bound.add(event.rowVersion());
        bound.add(event.fromState());
        String sql = new Queries(table.shape()).move(changes.columns());
        return Statements.change(connection, sql, bound) == 1
                && HistoryTable.insert(connection, HistoryRow.of(event, seq)) == 1;
    }

    private static MoveResult outdated(Machine machine, String id, long version) {
        return new MoveResult.Outdated("The " + machine.entity() + " " + id
                + " was changed since it was read (its version is " + version + "); nothing was changed. Look again.");
    }

    /// Writes a warning or an error to the journal and the history of an entity, whose state stays as it is.
    ///
    /// @return whether it was written
    public boolean note(Machine machine, String id, Severity severity, String reason) {
        try {
            Optional<Current> found = database.read(connection -> Current.of(connection, entities.of(machine), id));
            if (found.isEmpty()) {
                return false;
            }
            Current now = found.get();
            var event = new StateEvent.Noted(
                    telling.id(),
                    telling.now(),
                    severity.compareTo(Severity.ERROR) < 0 ? "warning" : "error",
                    severity.word(),
                    machine.entity(),
                    id,
                    now.state(),
                    reason,
                    now.context());
            long seq = telling.written(event);
            return database.writeAndWait(connection -> HistoryTable.insert(connection, HistoryRow.of(event, seq)) == 1);
        } catch (StoreException | UncheckedIOException e) {
            return false;
        }
    }
}
