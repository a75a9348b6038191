package dev.errata.logs.store.entity;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.StateEvent;
import dev.errata.logs.read.JournalRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a journal's tail tells of entities, and of which the tables may not know.
///
/// A move is in doubt until it is found in the history. A creation or a deletion has no line there; but whoever did
/// anything with an entity afterwards found its row as the record before had left it, so the next record of the same
/// entity ends the doubt.
///
/// **Thread:** one at a time.
final class Doubts {
    private final Map<String, Doubt> open = new LinkedHashMap<>();
    private final Map<String, String> existence = new HashMap<>();
    private String lastId = "";

    /// Takes the next record of the journal.
    void read(JournalRecord record) {
        if (!(EventCodec.decode(record.body()).orElse(null) instanceof StateEvent event)) {
            return; // of another version of Errata
        }
        // Ids are drawn before their records are written, so that two threads may write them the other way round.
        lastId = event.eventId().compareTo(lastId) > 0 ? event.eventId() : lastId;
        if (!(event instanceof StateEvent.Unmade)) {
            settled(key(event));
        }
        switch (event) {
            case StateEvent.Moved _ -> open.put(event.eventId(), new Doubt(event, record.seq()));
            case StateEvent.Created _ -> {
                existence.put(key(event), event.eventId());
                open.put(event.eventId(), new Doubt(event, record.seq()));
            }
            case StateEvent.Deleted deleted -> {
                deleted.along().forEach(this::settled);
                existence.put(key(event), event.eventId());
                open.put(event.eventId(), new Doubt(event, record.seq()));
            }
            case StateEvent.Unmade unmade -> open.remove(unmade.of());
            case StateEvent.Noted _ -> {
                // Nothing to do; that its entity was there has been taken from it above.
            }
        }
    }

    private static String key(StateEvent event) {
        return Existence.key(event.entityType(), event.entityId());
    }

    private void settled(String key) {
        String event = existence.remove(key);
        if (event != null) {
            open.remove(event);
        }
    }

    /// The id of the last event; empty if there was none.
    String lastId() {
        return lastId;
    }

    /// What is in doubt, in the order of the journal.
    List<Doubt> all() {
        return new ArrayList<>(open.values());
    }

    /// @param seq the record's number
    record Doubt(StateEvent event, long seq) {}
}
