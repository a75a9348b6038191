package dev.errata.logs.event;

import java.util.List;

/// The fields of [StateEvent], in their order in the file.
final class StateCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind("states", "state.moved", StateEvent.Moved.class, "An entity changed its state."),
            new EventKind(
                    "states", "state.overridden", StateEvent.Overridden.class, "A person changed a state by hand."),
            new EventKind(
                    "states",
                    "state.warned",
                    StateEvent.Warned.class,
                    "Something about an entity should be looked at."));

    private StateCodec() {}

    static void write(Fields out, StateEvent event) {
        switch (event) {
            case StateEvent.Moved e -> {
                out.text("event", e.event());
                out.text("severity", e.severity());
                out.text("machine", e.machine());
                out.text("entity", e.entity());
                out.text("id", e.id());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("trigger", e.trigger());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.number("version", e.version());
                out.text("run", e.run());
                out.text("workstream", e.workstream());
            }
            case StateEvent.Overridden e -> {
                out.text("event", e.event());
                out.text("severity", e.severity());
                out.text("machine", e.machine());
                out.text("entity", e.entity());
                out.text("id", e.id());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("trigger", e.trigger());
                out.text("reason", e.reason());
                out.text("operator", e.operator());
                out.number("version", e.version());
                out.text("run", e.run());
                out.text("workstream", e.workstream());
            }
            case StateEvent.Warned e -> {
                out.text("event", e.event());
                out.text("severity", e.severity());
                out.text("machine", e.machine());
                out.text("entity", e.entity());
                out.text("id", e.id());
                out.text("state", e.state());
                out.text("reason", e.reason());
                out.text("run", e.run());
                out.text("workstream", e.workstream());
            }
        }
    }
}
