package dev.errata.desktop;

import dev.errata.desktop.api.StatesRoutes;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.entity.HistoryTable;
import dev.errata.logs.store.entity.Overrides;
import dev.errata.logs.store.entity.Resolution;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import java.security.SecureRandom;
import java.time.Clock;

/// The tables of states in a home that is open.
///
/// @param resolution settles what a crash left between journal and tables
record StateRooms(States states, HistoryTable history, Overrides overrides, Resolution resolution, Clock clock) {

    static StateRooms of(Database database, Journal journal, JournalReader reader, Ulids ids, Clock clock) {
        States states = new States(database, journal, clock, ids);
        return new StateRooms(
                states,
                new HistoryTable(database),
                new Overrides(states, ids, clock),
                new Resolution(database, journal, reader, clock, ids),
                clock);
    }

    static Ulids ids(Clock clock) {
        return new Ulids(clock, new SecureRandom());
    }

    StatesRoutes routes(JournalReader reader) {
        return new StatesRoutes(states.entities(), history, overrides, reader, clock);
    }
}
