package dev.errata.logs.store.entity;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.state.Machine;
import java.time.Instant;

/// What every entity that a machine rules has.
public sealed interface Entity
        permits RunRow, WorkstreamRow, TaskRow, WorkerRow, PatchRow, UetWorkerRow, GateRow, BreakerRow {

    /// Its id, state, version and times.
    Head head();

    default String id() {
        return head().id();
    }

    default String state() {
        return head().state();
    }

    /// The part that all entities have in common.
    ///
    /// @param version rises with each change of the row
    /// @param createdAt **Units:** whole milliseconds, as all times of entities
    /// @param movedAt since when it is in its state
    record Head(String id, String state, long version, Instant createdAt, Instant movedAt) {
        public Head {
            createdAt = millis(createdAt);
            movedAt = millis(movedAt);
        }

        /// Of an entity that is about to be created, in the state in which its machine begins.
        public static Head fresh(Machine machine, String id, Instant now) {
            return new Head(id, machine.initial().name(), 1, now, now);
        }

        private static Instant millis(Instant instant) {
            return Instant.parse(EventCodec.time(instant));
        }
    }
}
