package dev.errata.logs.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Small values that survive a restart: switches, marks of what was done once.
///
/// **Thread:** any but an event loop and the FX thread. **Errors:** [StoreException], with nothing changed.
public final class HomeState {
    private final Database database;
    private final InstantSource clock;

    public HomeState(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The value under a key, if there is one.
    public Optional<Entry> get(String key) {
        return database.read(connection -> get(connection, key));
    }

    /// Puts a value, in place of an earlier one; it is stored when this returns.
    public void put(String key, String value) {
        Instant now = clock.instant();
        int stored = database.writeAndWait(connection -> put(connection, key, value, now));
        if (stored != 1) {
            throw new StoreException("The value " + key + " was not stored.");
        }
    }

    /// The value under a key, within a piece of work that has begun already.
    public static Optional<Entry> get(Connection connection, String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT value, changed_at FROM home_state WHERE key = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Entry(row.getString(1), Instant.parse(row.getString(2))))
                        : Optional.empty();
            }
        }
    }

    /// Puts a value within a piece of work that has begun already: it is stored if that work is.
    ///
    /// @return how many values are stored by it: 1
    public static int put(Connection connection, String key, String value, Instant now) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("INSERT INTO home_state (key, value, changed_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
                        + " changed_at = excluded.changed_at")) {
            upsert.setString(1, key);
            upsert.setString(2, value);
            upsert.setString(3, now.toString());
            return upsert.executeUpdate();
        }
    }

    /// A value and the instant it was put.
    public record Entry(String value, Instant changedAt) {}
}
