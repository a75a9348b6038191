package dev.errata.rules.store.patch;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.store.Database;
import dev.errata.rules.patch.Workspaces.Version;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Table `patch_applications`.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException], with nothing changed.
public final class ApplicationBook {
    private static final String SELECT = "SELECT * FROM patch_applications ";

    private final Database database;

    public ApplicationBook(Database database) {
        this.database = database;
    }

    /// Says that files are to be written: before the first one is touched.
    public void intend(Application application) {
        database.writeAndWait(connection -> Rows.change(
                connection,
                "INSERT INTO patch_applications (id, artifact_id, proposal_id, progress, cause, plan, result_sha256,"
                        + " created_at) VALUES (?, ?, ?, 'intended', ?, ?, ?, ?)",
                application.id(),
                application.workspace(),
                application.proposal(),
                application.cause(),
                application.plan(),
                application.resultSha256(),
                EventCodec.time(application.at())));
    }

    /// Says that nothing of it is in the workspace any more.
    public void undone(String id, Instant at) {
        database.writeAndWait(connection -> Rows.change(
                connection,
                "UPDATE patch_applications SET progress = 'undone', ended_at = ? WHERE id = ? AND progress ="
                        + " 'intended'",
                EventCodec.time(at),
                id));
    }

    static void done(Connection connection, String id, Version version) throws SQLException {
        int changed = Rows.change(
                connection,
                "UPDATE patch_applications SET progress = 'done', version_id = ?, ended_at = ?"
                        + " WHERE id = ? AND progress = 'intended'",
                version.id(),
                EventCodec.time(version.at()),
                id);
        if (changed != 1) {
            throw new SQLException("the application " + id + " is not open any more");
        }
    }

    /// Those that were begun and did not end, oldest first.
    public List<Application> open() {
        return database.read(connection -> Rows.list(
                connection, ApplicationBook::application, SELECT + "WHERE progress = 'intended' ORDER BY id"));
    }

    /// The last one for a proposal.
    public Optional<Application> last(String proposal) {
        return database
                .read(connection -> Rows.list(
                        connection,
                        ApplicationBook::application,
                        SELECT + "WHERE proposal_id = ? ORDER BY id DESC LIMIT 1",
                        proposal))
                .stream()
                .findFirst();
    }

    private static Application application(ResultSet row) throws SQLException {
        return new Application(
                row.getString("id"),
                row.getString("artifact_id"),
                row.getString("proposal_id"),
                row.getString("progress"),
                row.getString("cause"),
                row.getString("plan"),
                row.getString("result_sha256"),
                row.getString("version_id"),
                Instant.parse(row.getString("created_at")));
    }
}
