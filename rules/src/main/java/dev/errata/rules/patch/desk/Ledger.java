package dev.errata.rules.patch.desk;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.StoreException;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.MoveResult;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Values;
import dev.errata.logs.store.entity.Wish;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The states of proposals and the journal.
final class Ledger {
    private final States states;
    private final Journal journal;

    Ledger(States states, Journal journal) {
        this.states = states;
        this.journal = journal;
    }

    /// Writes an event and waits until it is in the journal.
    ///
    /// **Errors:** [StoreException] if it is not.
    void record(Event event) {
        try {
            journal.append(event).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new StoreException(
                    "The journal cannot be written (" + e.getCause() + "), so nothing was decided. Try again when it"
                            + " can.",
                    e);
        }
    }

    /// Writes an event that tells of something that did not happen; nobody waits for it.
    void note(Event event) {
        var unused = journal.append(event);
    }

    /// Brings a case to a state, if it is still as it was read.
    ///
    /// @param operator null if nobody asked for it
    /// @return whether it was
    boolean move(Case of, String to, String reason, @Nullable String operator) {
        return move(of, to, reason, operator, values(of));
    }

    boolean move(Case of, String to, String reason, @Nullable String operator, Values values) {
        Wish wish = new Wish(Machine.PATCH, of.id(), to, of.kept().ledger().version(), reason, operator, false, values);
        return made(states.move(wish));
    }

    /// Does the same by hand.
    boolean override(Case of, String to, String reason, String operator) {
        return made(states.move(Wish.of(Machine.PATCH, of.id(), to)
                .on(of.kept().ledger().version())
                .overriding(operator, reason)));
    }

    private static boolean made(MoveResult result) {
        return switch (result) {
            case MoveResult.Made made -> true;
            case MoveResult.Unrecorded(String message) -> throw new StoreException(message);
            case MoveResult.Refused refused -> false;
            case MoveResult.Outdated outdated -> false;
            case MoveResult.Missing missing -> false;
        };
    }

    /// The columns that say what the line is about.
    static Values values(Case of) {
        String workspace = of.place().workspace();
        String digest = of.place().digest();
        Values values = Values.none();
        if (workspace != null && digest != null) {
            values = values.with(Column.WORKSPACE, workspace)
                    .with(Column.BASE_VERSION, of.place().baseVersion())
                    .with(Column.SHA256, digest);
        }
        return values;
    }
}
