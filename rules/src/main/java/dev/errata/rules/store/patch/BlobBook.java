package dev.errata.rules.store.patch;

import dev.errata.logs.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the tables still need of the blob store, and which versions may go.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException], with nothing changed.
public final class BlobBook {
    /// Manifests that have a version, proposals, and what was or is being written.
    private static final String NAMED = "SELECT sha256 FROM file_manifests"
            + " WHERE sha256 <> '' AND tree_sha256 IN (SELECT tree_sha256 FROM versions)"
            + " UNION SELECT source_sha256 FROM patch_proposals"
            + " UNION SELECT patch_sha256 FROM patch_proposals WHERE patch_sha256 IS NOT NULL"
            + " UNION SELECT value FROM patch_applications, json_each(plan, '$.blobs')";

    /// Neither a head nor what an open proposal stands in, oldest first.
    private static final String DROPPABLE = "SELECT id FROM versions"
            + " WHERE id NOT IN (SELECT head FROM artifacts WHERE head IS NOT NULL)"
            + " AND id NOT IN (SELECT p.base_version FROM patch_proposals p JOIN patch_ledger_entries l ON l.id = p.id"
            + " WHERE p.base_version IS NOT NULL"
            + " AND l.state NOT IN ('committed', 'rolled_back', 'quarantined', 'dropped'))"
            + " ORDER BY id";

    private static final String DROP = "DELETE FROM versions WHERE id = ?";

    private final Database database;

    public BlobBook(Database database) {
        this.database = database;
    }

    /// The blobs that are named.
    public Set<String> named() {
        return database.read(BlobBook::named);
    }

    private static Set<String> named(Connection connection) throws SQLException {
        return new HashSet<>(Rows.list(connection, row -> row.getString(1), NAMED));
    }

    /// Versions that could be dropped, oldest first.
    public List<String> droppable() {
        return database.read(connection -> Rows.list(connection, row -> row.getString(1), DROPPABLE));
    }

    /// Blobs that only these versions name: what would be free without them.
    public Set<String> only(List<String> versions) {
        if (versions.isEmpty()) {
            return Set.of();
        }
        String some = String.join(
                ",",
                versions.stream().map(id -> "'" + id.replace("'", "''") + "'").toList());
        return database.read(connection -> {
            Set<String> only = new HashSet<>(named(connection));
            only.removeAll(Rows.list(
                    connection,
                    row -> row.getString(1),
                    NAMED.replace(
                            "SELECT tree_sha256 FROM versions",
                            "SELECT tree_sha256 FROM versions WHERE id NOT IN (" + some + ")")));
            return only;
        });
    }

    /// Drops versions, and manifests that no version has any more.
    public void drop(List<String> versions) {
        database.writeAndWait(connection -> {
            for (String version : versions) {
                Rows.change(connection, DROP, version);
            }
            return Rows.change(
                    connection,
                    "DELETE FROM file_manifests WHERE tree_sha256 NOT IN (SELECT tree_sha256 FROM versions)");
        });
    }
}
