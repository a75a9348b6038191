package dev.errata.logs.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// Opens SQLite connections with the settings of their purpose.
///
/// **Source:** the sections "Read-Only Databases" of <https://sqlite.org/wal.html> and "URI Filenames" of
/// <https://sqlite.org/uri.html>.
final class Connections {
    /// How long a connection waits for another program's lock.
    static final Duration BUSY = Duration.ofSeconds(5);

    private Connections() {}

    static Connection writer(Path file) throws SQLException {
        return writerSettings().createConnection(url(file, ""));
    }

    static Connection reader(Path file) throws SQLException {
        Connection connection = tried(settings().createConnection(url(file, "")));
        refuseWrites(connection);
        return connection;
    }

    /// Opens without the right to write. A file in WAL mode can be read so only where its `-shm` can be made or is
    /// there; elsewhere nobody can write it either, so that it may be taken as immutable.
    static Connection readOnly(Path file) throws SQLException {
        try {
            return tried(settings().createConnection(url(file, "?mode=ro")));
        } catch (SQLException e) {
            if (Damage.isDamage(e)) {
                throw e;
            }
            return immutable(file);
        }
    }

    /// Opens without a lock and without touching any file beside it; right only if nobody writes meanwhile.
    static Connection immutable(Path file) throws SQLException {
        return tried(settings().createConnection(url(file, "?mode=ro&immutable=1")));
    }

    static Connection memory() throws SQLException {
        return settings().createConnection("jdbc:sqlite::memory:");
    }

    static void refuseWrites(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = 1");
        }
    }

    static SQLiteConfig writerSettings() {
        SQLiteConfig config = settings();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        return config;
    }

    /// @param query empty or `?name=value&...`
    static String url(Path file, String query) {
        return "jdbc:sqlite:" + uri(file, query);
    }

    /// A URI, so that no character of a path is taken for a parameter.
    static String uri(Path file, String query) {
        return "file://" + file.toAbsolutePath().toUri().getRawPath() + query;
    }

    private static SQLiteConfig settings() {
        var config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY.toMillis());
        return config;
    }

    /// SQLite opens lazily: only reading shows whether it can.
    private static Connection tried(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
