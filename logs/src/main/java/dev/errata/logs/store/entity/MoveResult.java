package dev.errata.logs.store.entity;

import java.util.List;

/// What came of the wish to change a state.
public sealed interface MoveResult {

    /// It was made: it is in the journal and in the row.
    ///
    /// @param version the row's new one
    record Made(String eventId, String from, String to, long version) implements MoveResult {}

    /// The machine does not list it, or it lacks what it needs. Nothing was written.
    ///
    /// @param allowed the states that may follow
    record Refused(String message, List<String> allowed) implements MoveResult {
        public Refused {
            allowed = List.copyOf(allowed);
        }
    }

    /// The row changed since it was read: read it again and decide again.
    record Outdated(String message) implements MoveResult {}

    /// There is no such entity.
    record Missing(String message) implements MoveResult {}

    /// The journal or the database could not be written; the entity is where it was.
    record Unrecorded(String message) implements MoveResult {}

    /// Whether it was made.
    default boolean made() {
        return this instanceof Made;
    }

    /// For people: what happened, what is safe.
    default String words() {
        return switch (this) {
            case Made made -> made.from() + " -> " + made.to();
            case Refused refused -> refused.message();
            case Outdated outdated -> outdated.message();
            case Missing missing -> missing.message();
            case Unrecorded unrecorded -> unrecorded.message();
        };
    }
}
