package dev.errata.logs.store;

import dev.errata.logs.store.Inspection.Damaged;
import dev.errata.logs.store.Inspection.Missing;
import dev.errata.logs.store.Inspection.Newer;
import dev.errata.logs.store.Inspection.Unreadable;
import dev.errata.logs.store.Inspection.Usable;
import dev.errata.logs.store.SchemaStatus.Checksum;
import dev.errata.logs.store.SchemaStatus.Found;
import dev.errata.logs.store.SchemaStatus.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The way back: undoes migrations, the newest first, by the script `U<number>__<words>.sql` that stands beside each
/// `V<number>__<words>.sql`.
///
/// Flyway's free edition knows no way back, so the scripts are run here: all of them, the removal of the rows that
/// Flyway wrote for them, and the version in the file's header, in one transaction, after a backup. What is left is
/// what Flyway would have found before it ran those migrations, so that it can run them again.
///
/// **Thread:** a platform thread that may wait, while nobody else has the database open.
/// **Source:** the checksum is Flyway's: CRC-32 of the lines, without their ends
/// (<https://documentation.red-gate.com/fd/migrations-184127470.html>).
public final class Rollback {
    private final Path file;
    private final Schema schema;
    private final InstantSource clock;

    /// @param above the tables of the floors above
    public Rollback(Path file, List<MigrationSet> above, InstantSource clock) {
        this.file = file;
        this.schema = new Schema(above);
        this.clock = clock;
    }

    /// How the schema stands; changes nothing.
    public SchemaStatus status() {
        return switch (new Inspection(schema).look(file)) {
            case Missing() -> status(Found.NONE, "", 0, Map.of());
            case Damaged(String reason) -> status(Found.UNUSABLE, "The database is damaged: " + reason, 0, Map.of());
            case Unreadable(String reason) -> status(Found.UNUSABLE, reason, 0, Map.of());
            case Newer(int version) ->
                status(Found.NEWER, "A newer Errata made " + file + "; it is left alone.", version, Map.of());
            case Usable usable -> {
                try {
                    Found found = usable.version() == schema.latest() ? Found.CURRENT : Found.OLDER;
                    yield status(found, "", usable.version(), applied());
                } catch (SQLException e) {
                    yield status(Found.UNUSABLE, Damage.describe(e), 0, Map.of());
                }
            }
        };
    }

    /// Brings the database back to a version.
    ///
    /// @param to 0 undoes all
    public RollbackResult to(int to) {
        SchemaStatus status = status();
        boolean usable = status.found() == Found.CURRENT || status.found() == Found.OLDER;
        if (!usable) {
            return new RollbackResult.Impossible(
                    status.reason().isEmpty() ? "There is no database at " + file + "." : status.reason());
        }
        if (to < 0 || to > status.version()) {
            return new RollbackResult.Impossible("The schema is " + status.version() + "; it can go back to 0 to "
                    + status.version() + ", not to " + to + ". Nothing was changed.");
        }
        List<Step> steps = status.steps().reversed().stream()
                .filter(step -> step.applied() && step.version() > to)
                .toList();
        for (Step step : steps) {
            if (!step.wayBack()) {
                return new RollbackResult.Impossible("There is no way back from " + step.script()
                        + ". Nothing was changed; a backup from before it is what you need.");
            }
        }
        return steps.isEmpty() ? new RollbackResult.NothingToDo(status.version()) : undo(status.version(), to, steps);
    }

    private RollbackResult undo(int from, int to, List<Step> steps) {
        try (Connection connection = Connections.writer(file)) {
            Path backup = new KeptFiles(file, clock).backUp(connection);
            List<String> undone = Transactions.run(connection, "BEGIN IMMEDIATE", it -> undo(it, to, steps));
            return new RollbackResult.RolledBack(from, to, undone, backup);
        } catch (SQLException e) {
            return new RollbackResult.Impossible("Nothing was changed. " + Damage.describe(e));
        } catch (IOException e) {
            return new RollbackResult.Impossible(
                    "Nothing was changed, since no backup of " + file + " could be made: " + e.getMessage());
        }
    }

    private List<String> undo(Connection connection, int to, List<Step> steps) throws SQLException {
        List<String> undone = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                PreparedStatement forget = connection.prepareStatement(
                        "DELETE FROM " + Inspection.HISTORY + " WHERE CAST(version AS INTEGER) = ?")) {
            for (Step step : steps) {
                statement.executeUpdate(schema.undo(step.version()));
                forget.setInt(1, step.version());
                forget.executeUpdate();
                undone.add(step.script());
            }
            statement.execute("PRAGMA user_version = " + to);
        }
        return undone;
    }

    private SchemaStatus status(Found found, String reason, int version, Map<Integer, Applied> applied) {
        List<Step> steps = new ArrayList<>();
        for (Schema.Script script : schema.scripts()) {
            Applied row = applied.get(script.version());
            Checksum checksum = row == null
                    ? Checksum.NOT_APPLIED
                    : row.checksum() == checksum(script.text()) ? Checksum.SAME : Checksum.CHANGED;
            steps.add(new Step(
                    script.version(),
                    script.name(),
                    row != null,
                    row == null ? "" : row.at(),
                    checksum,
                    script.undo() != null));
        }
        return new SchemaStatus(found, reason, version, schema.latest(), steps);
    }

    private Map<Integer, Applied> applied() throws SQLException {
        Map<Integer, Applied> applied = new HashMap<>();
        try (Connection connection = Inspection.open(file)) {
            if (!Inspection.tables(connection).contains(Inspection.HISTORY)) {
                return applied;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT CAST(version AS INTEGER), installed_on, checksum FROM "
                                    + Inspection.HISTORY + " WHERE success AND version IS NOT NULL")) {
                while (rows.next()) {
                    applied.put(rows.getInt(1), new Applied(text(rows.getString(2)), rows.getInt(3)));
                }
            }
        }
        return applied;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static int checksum(String script) {
        CRC32 crc = new CRC32();
        script.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }

    /// What the database says of a script that ran.
    private record Applied(String at, int checksum) {}
}
