package dev.errata.logs.event;

import org.jspecify.annotations.Nullable;

/// What happened in the state machines: one record per transition, and what was found odd without one.
public sealed interface StateEvent extends Event {

    /// Type `state.moved`: an entity went from one state of its machine to another. Written before it is visible.
    ///
    /// @param event ULID of the transition, strictly increasing
    /// @param severity `debug`, `info`, `warning`, `error` or `critical`
    /// @param machine the machine's word, for instance `task`
    /// @param entity the kind of entity: its table
    /// @param id the entity's id
    /// @param trigger the machine's word for what brought it about
    /// @param reason empty if there is nothing to say
    /// @param operator who did it, null if Errata itself
    /// @param version of the entity's row after it
    /// @param run the run it belongs to, null if none
    /// @param workstream the workstream it belongs to, null if none
    record Moved(
            String event,
            String severity,
            String machine,
            String entity,
            String id,
            String from,
            String to,
            String trigger,
            String reason,
            @Nullable String operator,
            long version,
            @Nullable String run,
            @Nullable String workstream)
            implements StateEvent {
        @Override
        public String type() {
            return "state.moved";
        }
    }

    /// Type `state.overridden`: a person changed a state by hand, with a reason.
    ///
    /// @param event ULID of the transition
    /// @param operator who did it
    record Overridden(
            String event,
            String severity,
            String machine,
            String entity,
            String id,
            String from,
            String to,
            String trigger,
            String reason,
            String operator,
            long version,
            @Nullable String run,
            @Nullable String workstream)
            implements StateEvent {
        @Override
        public String type() {
            return "state.overridden";
        }
    }

    /// Type `state.warned`: something about an entity should be looked at; its state was not changed.
    ///
    /// @param event ULID of the record
    /// @param severity `warning`, `error` or `critical`
    /// @param state the one it is in
    /// @param reason what is odd, for instance that it is stuck
    record Warned(
            String event,
            String severity,
            String machine,
            String entity,
            String id,
            String state,
            String reason,
            @Nullable String run,
            @Nullable String workstream)
            implements StateEvent {
        @Override
        public String type() {
            return "state.warned";
        }
    }
}
