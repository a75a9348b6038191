package dev.errata.logs.store;

import dev.errata.logs.journal.Anchor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;

/// The journal's anchor in the home's database.
///
/// **Thread:** any but an event loop; both methods wait for the database. **Errors:** [StoreException].
public final class DatabaseAnchor implements Anchor {
    private final Database database;
    private final InstantSource clock;

    public DatabaseAnchor(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Optional<Head> read() {
        return database.read(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT seq, hash, mac FROM anchor WHERE id = 1")) {
                return row.next()
                        ? Optional.of(new Head(row.getLong(1), row.getString(2), row.getString(3)))
                        : Optional.<Head>empty();
            }
        });
    }

    @Override
    public void commit(Head head) {
        String now = clock.instant().toString();
        int stored = database.writeAndWait(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "INSERT INTO anchor (id, seq, hash, mac, committed_at) VALUES (1, ?, ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,"
                            + " mac = excluded.mac, committed_at = excluded.committed_at")) {
                upsert.setLong(1, head.seq());
                upsert.setString(2, head.hash());
                upsert.setString(3, head.mac());
                upsert.setString(4, now);
                return upsert.executeUpdate();
            }
        });
        if (stored != 1) {
            throw new StoreException("The anchor was not stored.");
        }
    }
}
