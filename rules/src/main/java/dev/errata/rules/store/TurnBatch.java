package dev.errata.rules.store;

import dev.errata.logs.event.SessionEvent;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook.Stored;
import dev.errata.rules.session.SessionLimits;
import dev.errata.rules.session.Turn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The turns of one transaction. Each session is read once, changed in memory and written once, at [#finish]: a client
/// that asks a thousand times a second costs one row of its session for all turns that waited together.
///
/// Nothing can come between, as the transaction holds the database's one lock for writing.
final class TurnBatch implements AutoCloseable {
    private final Connection connection;
    private final TokenTable.Notes notes;
    private final SessionLimits limits;
    private final ZoneId zone;
    private final Set<String> known;
    private final List<SessionEvent> events = new ArrayList<>();
    private final Map<String, Open> byId = new LinkedHashMap<>();
    private final Map<Place, Open> byPlace = new HashMap<>();

    /// Where an unnamed turn belongs.
    private record Place(String client, String workspace) {}

    /// A session that this batch changes.
    private static final class Open {
        private final long before;
        private final String how;
        private Session session;
        private boolean told;

        /// @param before its version in the table; -1 if it is not there yet
        /// @param how it came to be known; empty if it was known before
        Open(Session session, long before, String how) {
            this.session = session;
            this.before = before;
            this.how = how;
        }

        boolean begun() {
            return before < 0;
        }
    }

    /// @param known sessions that this process has begun or taken up before
    TurnBatch(Connection connection, SessionLimits limits, ZoneId zone, Set<String> known) throws SQLException {
        this.connection = connection;
        this.notes = new TokenTable.Notes(connection);
        this.limits = limits;
        this.zone = zone;
        this.known = known;
    }

    /// What is to be told once the transaction is done.
    List<SessionEvent> events() {
        return events;
    }

    /// The sessions that were begun or taken up.
    Set<String> taught() {
        return byId.keySet();
    }

    /// Counts a turn, unless it was counted before.
    ///
    /// @return its session after it
    Session add(Turn turn) throws SQLException {
        Optional<String> before = notes.sessionOf(turn.exchange());
        if (before.isPresent()) {
            Optional<Session> counted = session(before.get());
            if (counted.isPresent()) {
                return counted.get();
            }
        }
        Open open = place(turn);
        open.session = SessionTable.exact(open.session.with(turn));
        tell(open);
        if (before.isEmpty()) {
            notes.add(turn, open.session.id(), LocalDate.ofInstant(turn.endedAt(), zone));
        }
        return open.session;
    }

    private Optional<Session> session(String id) throws SQLException {
        Open open = byId.get(id);
        return open != null
                ? Optional.of(open.session)
                : SessionTable.one(connection, id).map(Stored::session);
    }

    /// The session that a turn goes on with, or the one that it begins.
    private Open place(Turn turn) throws SQLException {
        boolean named = !turn.named().isEmpty();
        var place = new Place(turn.client(), turn.workspace());
        Open open = named ? byId.get(turn.named()) : byPlace.get(place);
        if (open == null) {
            open = found(turn, named);
        }
        if (open != null && !named && rested(open, turn)) {
            end(open);
            open = null;
        }
        if (open == null) {
            open = new Open(Session.begin(turn), -1, named ? "header" : "client_and_time");
        }
        byId.put(open.session.id(), open);
        if (!named) {
            byPlace.put(place, open);
        }
        return open;
    }

    private @Nullable Open found(Turn turn, boolean named) throws SQLException {
        Stored found = (named
                        ? SessionTable.one(connection, turn.named())
                        : SessionTable.open(connection, turn.client(), turn.workspace()))
                .orElse(null);
        if (found == null) {
            return null;
        }
        Session session = found.session();
        if (!found.intact()) {
            // Nothing is added to it: the sum of the new content would hide the damage.
            String keptIn = named ? session.id() + " (damaged, " + turn.exchange() + ")" : session.id();
            if (named) {
                SessionTable.rename(connection, session.id(), keptIn);
            } else {
                SessionTable.close(connection, session.id(), turn.startedAt());
            }
            events.add(new SessionEvent.Damaged(session.id(), found.damage(), keptIn));
            return null;
        }
        return new Open(session, session.version(), known.contains(session.id()) ? "" : "resumed");
    }

    private boolean rested(Open open, Turn turn) {
        return turn.startedAt().isAfter(open.session.lastAt().plus(limits.gap()));
    }

    private void end(Open open) {
        open.session = SessionTable.exact(open.session.ended(open.session.lastAt()));
        byId.put(open.session.id(), open);
        Session ended = open.session;
        events.add(new SessionEvent.Ended(
                ended.id(),
                "idle",
                ended.exchanges(),
                ended.tokens().input(),
                ended.tokens().output()));
    }

    private void tell(Open open) {
        if (!open.told && !open.how.isEmpty()) {
            Session session = open.session;
            events.add(new SessionEvent.Started(
                    session.id(), session.client(), session.workspace(), session.model(), open.how));
        }
        open.told = true;
    }

    /// Writes the sessions, and deletes the oldest ones beyond the number that is kept.
    void finish() throws SQLException {
        String begun = null;
        for (Open open : byId.values()) {
            if (open.begun()) {
                SessionTable.insert(connection, open.session);
                begun = open.session.id();
            } else {
                SessionTable.update(connection, open.session, open.before);
            }
        }
        if (begun != null) {
            for (String id : SessionTable.beyond(connection, limits.kept())) {
                if (!id.equals(begun) && SessionTable.delete(connection, id)) {
                    events.add(new SessionEvent.Deleted(id, "kept_number", "wire"));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        notes.close();
    }
}
