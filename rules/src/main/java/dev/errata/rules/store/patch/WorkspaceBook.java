package dev.errata.rules.store.patch;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.store.Database;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Tables `artifacts`, `versions` and `file_manifests`.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException], with nothing changed.
public final class WorkspaceBook {
    private static final String WORKSPACES = "SELECT * FROM artifacts ";
    private static final String VERSIONS = "SELECT * FROM versions ";

    private final Database database;

    public WorkspaceBook(Database database) {
        this.database = database;
    }

    /// Makes a workspace known; the one that has its folder already, if one has.
    public Workspace add(Workspace workspace) {
        return database.writeAndWait(connection -> {
            Rows.change(
                    connection,
                    "INSERT INTO artifacts (id, name, folder, added_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (folder) DO NOTHING",
                    workspace.id(),
                    workspace.name(),
                    workspace.folder().toString(),
                    EventCodec.time(workspace.added()));
            String folder = workspace.folder().toString();
            return Rows.list(connection, WorkspaceBook::workspace, WORKSPACES + "WHERE folder = ?", folder)
                    .getFirst();
        });
    }

    /// All of them, oldest first.
    public List<Workspace> workspaces() {
        return database.read(
                connection -> Rows.list(connection, WorkspaceBook::workspace, WORKSPACES + "ORDER BY added_at, id"));
    }

    /// The one of an id.
    public Optional<Workspace> workspace(String id) {
        return database
                .read(connection -> Rows.list(connection, WorkspaceBook::workspace, WORKSPACES + "WHERE id = ?", id))
                .stream()
                .findFirst();
    }

    /// Records a version with its manifest as the head of its workspace, and the application that made it as done, all
    /// in one.
    ///
    /// @param application id of the row in `patch_applications`; null if no file was written for it
    public void record(Version version, Collection<ManifestEntry> manifest, @Nullable String application) {
        database.writeAndWait(connection -> {
            boolean known = !Rows.list(
                            connection,
                            row -> true,
                            "SELECT 1 FROM versions WHERE tree_sha256 = ? LIMIT 1",
                            version.treeSha256())
                    .isEmpty();
            if (!known) {
                insert(connection, version.treeSha256(), manifest);
            }
            insert(connection, version);
            Rows.change(connection, "UPDATE artifacts SET head = ? WHERE id = ?", version.id(), version.workspace());
            if (application != null) {
                ApplicationBook.done(connection, application, version);
            }
            return version;
        });
    }

    private static void insert(Connection connection, Version version) throws SQLException {
        Rows.change(
                connection,
                "INSERT INTO versions (id, artifact_id, parent_id, tree_sha256, files, bytes, cause, proposal_id,"
                        + " created_at, left_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                version.id(),
                version.workspace(),
                version.parent(),
                version.treeSha256(),
                version.files(),
                version.bytes(),
                version.cause(),
                version.proposal(),
                EventCodec.time(version.at()),
                JsonMapper.shared().writeValueAsString(version.left()));
    }

    private static void insert(Connection connection, String tree, Collection<ManifestEntry> manifest)
            throws SQLException {
        // A tree whose last version was dropped may have left its lines until the next collection.
        Rows.change(connection, "DELETE FROM file_manifests WHERE tree_sha256 = ?", tree);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO file_manifests (tree_sha256, path, kind, mode, size, sha256) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (ManifestEntry entry : manifest) {
                insert.setString(1, tree);
                insert.setString(2, entry.path().value());
                insert.setString(3, entry.kind());
                insert.setString(4, entry.mode());
                insert.setLong(5, entry.size());
                insert.setString(6, entry.sha256());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Newest first.
    public List<Version> versions(String workspace, int limit, int offset) {
        return database.read(connection -> Rows.list(
                connection,
                WorkspaceBook::version,
                VERSIONS + "WHERE artifact_id = ? ORDER BY id DESC LIMIT ? OFFSET ?",
                workspace,
                limit,
                offset));
    }

    /// Those whose id begins so, at most two: enough to see whether it is the only one.
    public List<Version> beginning(String id) {
        return database.read(connection -> Rows.list(
                connection,
                WorkspaceBook::version,
                VERSIONS + "WHERE id >= ? AND id < ? ORDER BY id LIMIT 2",
                id,
                id + "~"));
    }

    /// The manifest of a tree, in the order of its paths.
    public List<ManifestEntry> manifest(String tree) {
        return new ArrayList<>(database.read(connection -> Rows.list(
                connection,
                row -> new ManifestEntry(
                        new WorkspacePath(row.getString("path")),
                        row.getString("mode"),
                        row.getLong("size"),
                        row.getString("sha256")),
                "SELECT * FROM file_manifests WHERE tree_sha256 = ?",
                tree)));
    }

    private static Workspace workspace(ResultSet row) throws SQLException {
        return new Workspace(
                row.getString("id"),
                row.getString("name"),
                Path.of(row.getString("folder")),
                row.getString("head"),
                Instant.parse(row.getString("added_at")));
    }

    private static Version version(ResultSet row) throws SQLException {
        List<String> left = new ArrayList<>();
        JsonMapper.shared().readTree(row.getString("left_out")).forEach(reason -> left.add(reason.asString("")));
        return new Version(
                row.getString("id"),
                row.getString("artifact_id"),
                row.getString("parent_id"),
                row.getString("tree_sha256"),
                row.getInt("files"),
                row.getLong("bytes"),
                row.getString("cause"),
                row.getString("proposal_id"),
                Instant.parse(row.getString("created_at")),
                left);
    }
}
