package dev.errata.logs.event;

import java.util.List;

/// The fields of [StateEvent], in their order in the file.
final class StateCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind("states", "state.moved", StateEvent.Moved.class, "An entity goes to another state."),
            new EventKind("states", "state.created", StateEvent.Created.class, "An entity begins to be."),
            new EventKind(
                    "states",
                    "state.deleted",
                    StateEvent.Deleted.class,
                    "An entity ceases to be, with what belongs to it."),
            new EventKind(
                    "states",
                    "state.unmade",
                    StateEvent.Unmade.class,
                    "A move, creation or deletion that was recorded was not made after all."),
            new EventKind(
                    "states",
                    "state.noted",
                    StateEvent.Noted.class,
                    "Something about an entity should be looked at; its state did not change."));

    private StateCodec() {}

    static void write(Fields out, StateEvent event) {
        switch (event) {
            case StateEvent.Moved e -> {
                out.text("event_id", e.eventId());
                out.time("timestamp", e.timestamp());
                out.text("event_type", e.eventType());
                out.text("severity", e.severity());
                out.text("entity_type", e.entityType());
                out.text("entity_id", e.entityId());
                out.number("row_version", e.rowVersion());
                out.text("from_state", e.fromState());
                out.text("to_state", e.toState());
                out.text("trigger", e.trigger());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.beginEntry("metadata");
                e.metadata().forEach(out::text);
                out.endEntry();
                context(out, e.context());
            }
            case StateEvent.Created e -> {
                out.text("event_id", e.eventId());
                out.time("timestamp", e.timestamp());
                out.text("event_type", e.eventType());
                out.text("severity", e.severity());
                out.text("entity_type", e.entityType());
                out.text("entity_id", e.entityId());
                out.text("state", e.state());
                out.beginEntry("metadata");
                e.metadata().forEach(out::text);
                out.endEntry();
                context(out, e.context());
            }
            case StateEvent.Deleted e -> {
                out.text("event_id", e.eventId());
                out.time("timestamp", e.timestamp());
                out.text("event_type", e.eventType());
                out.text("severity", e.severity());
                out.text("entity_type", e.entityType());
                out.text("entity_id", e.entityId());
                out.number("row_version", e.rowVersion());
                out.text("state", e.state());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.texts("along", e.along());
                context(out, e.context());
            }
            case StateEvent.Unmade e -> {
                out.text("event_id", e.eventId());
                out.time("timestamp", e.timestamp());
                out.text("of", e.of());
                out.text("entity_type", e.entityType());
                out.text("entity_id", e.entityId());
                out.text("reason", e.reason());
            }
            case StateEvent.Noted e -> {
                out.text("event_id", e.eventId());
                out.time("timestamp", e.timestamp());
                out.text("event_type", e.eventType());
                out.text("severity", e.severity());
                out.text("entity_type", e.entityType());
                out.text("entity_id", e.entityId());
                out.text("state", e.state());
                out.text("reason", e.reason());
                context(out, e.context());
            }
        }
    }

    private static void context(Fields out, StateEvent.Context context) {
        out.beginEntry("context");
        out.text("run", context.run());
        out.text("workstream", context.workstream());
        out.endEntry();
    }
}
