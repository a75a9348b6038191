package dev.errata.logs.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to an entity that a state machine rules.
public sealed interface StateEvent extends Event {

    /// ULID, strictly increasing.
    String eventId();

    /// The kind of entity, as its machine names it.
    String entityType();

    String entityId();

    /// Type `state.moved`: an entity goes from one state to another. Written before the entity's row is changed, so
    /// that after a crash the row can be brought to where the journal says it is.
    ///
    /// @param eventId ULID, strictly increasing
    /// @param timestamp when it was decided
    /// @param eventType `<entity>_state_transition` or `manual_override`
    /// @param severity `debug`, `info`, `warning`, `error` or `critical`
    /// @param rowVersion the version of the row on which it was decided
    /// @param trigger the machine's words for what brings it about
    /// @param reason empty if there is nothing to say beyond the trigger
    /// @param operator who did it by hand; null if nobody did
    /// @param metadata the columns that change with the state, with their new values as the database has them
    record Moved(
            String eventId,
            Instant timestamp,
            String eventType,
            String severity,
            String entityType,
            String entityId,
            long rowVersion,
            String fromState,
            String toState,
            String trigger,
            String reason,
            @Nullable String operator,
            Map<String, @Nullable String> metadata,
            Context context)
            implements StateEvent {
        public Moved {
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }

        @Override
        public String type() {
            return "state.moved";
        }
    }

    /// Type `state.created`: an entity begins to be. Written before its row is, so that after a crash the row can be
    /// made from it.
    ///
    /// @param eventType `<entity>_created`
    /// @param state the one in which its machine begins
    /// @param metadata its columns beside id, state and version, as the database has them
    record Created(
            String eventId,
            Instant timestamp,
            String eventType,
            String severity,
            String entityType,
            String entityId,
            String state,
            Map<String, @Nullable String> metadata,
            Context context)
            implements StateEvent {
        public Created {
            metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        }

        @Override
        public String type() {
            return "state.created";
        }
    }

    /// Type `state.deleted`: an entity ceases to be, and with it what belongs to it. Written before the rows go.
    ///
    /// @param eventType `<entity>_deleted`
    /// @param rowVersion the version of the row on which it was decided
    /// @param state the one it was in
    /// @param operator who did it by hand; null if nobody did
    /// @param along what goes with it, each as `<entity>/<id>`
    record Deleted(
            String eventId,
            Instant timestamp,
            String eventType,
            String severity,
            String entityType,
            String entityId,
            long rowVersion,
            String state,
            String reason,
            @Nullable String operator,
            List<String> along,
            Context context)
            implements StateEvent {
        public Deleted {
            along = List.copyOf(along);
        }

        @Override
        public String type() {
            return "state.deleted";
        }
    }

    /// Type `state.unmade`: what was journalled could not be made after all; the entity is as it was before.
    ///
    /// @param of the event id of the move, creation or deletion
    record Unmade(String eventId, Instant timestamp, String of, String entityType, String entityId, String reason)
            implements StateEvent {
        @Override
        public String type() {
            return "state.unmade";
        }
    }

    /// Type `state.noted`: something to know about an entity whose state did not change.
    ///
    /// @param eventType `warning` or `error`
    /// @param state the state it is in
    record Noted(
            String eventId,
            Instant timestamp,
            String eventType,
            String severity,
            String entityType,
            String entityId,
            String state,
            String reason,
            Context context)
            implements StateEvent {
        @Override
        public String type() {
            return "state.noted";
        }
    }

    /// Where an entity belongs.
    ///
    /// @param run id of its run, null if it has none
    /// @param workstream id of its workstream, null if it has none
    record Context(@Nullable String run, @Nullable String workstream) {
        /// Of an entity that stands alone.
        public static final Context NONE = new Context(null, null);
    }
}
