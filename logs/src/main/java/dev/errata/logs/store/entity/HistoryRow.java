package dev.errata.logs.store.entity;

import dev.errata.logs.event.StateEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of the history of states.
///
/// @param toState the same as `fromState` where nothing moved: a warning or an error
/// @param metadata the columns that changed with the state
/// @param journalSeq the number of its record in the journal
public record HistoryRow(
        String eventId,
        Instant timestamp,
        String eventType,
        String severity,
        String entityType,
        String entityId,
        String fromState,
        String toState,
        String trigger,
        String reason,
        @Nullable String operator,
        Map<String, @Nullable String> metadata,
        StateEvent.Context context,
        long journalSeq) {

    static HistoryRow of(StateEvent.Moved event, long seq) {
        return new HistoryRow(
                event.eventId(),
                event.timestamp(),
                event.eventType(),
                event.severity(),
                event.entityType(),
                event.entityId(),
                event.fromState(),
                event.toState(),
                event.trigger(),
                event.reason(),
                event.operator(),
                event.metadata(),
                event.context(),
                seq);
    }

    static HistoryRow of(StateEvent.Noted event, long seq) {
        return new HistoryRow(
                event.eventId(),
                event.timestamp(),
                event.eventType(),
                event.severity(),
                event.entityType(),
                event.entityId(),
                event.state(),
                event.state(),
                "",
                event.reason(),
                null,
                Map.of(),
                event.context(),
                seq);
    }
}
