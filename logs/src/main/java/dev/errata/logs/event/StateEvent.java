package dev.errata.logs.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happened to an entity that a state machine rules.
public sealed interface StateEvent extends Event {

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

    /// Type `state.unmade`: a move that was journalled could not be made; the entity is still where it was.
    ///
    /// @param of the move's event id
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
