package dev.errata.logs.store;

import dev.errata.logs.store.Inspection.Damaged;
import dev.errata.logs.store.Inspection.Missing;
import dev.errata.logs.store.Inspection.Newer;
import dev.errata.logs.store.Inspection.Unreadable;
import dev.errata.logs.store.Inspection.Usable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Opens the database of a home, in whatever state it is found, and always gives one that can be read.
///
/// ```
/// nothing there          created                                folder read-only: in memory
/// not a database         kept aside, created                    cannot be moved:  in memory
/// newer schema           left alone; an empty one, refusing writes
/// current schema         opened (no migration tool is started)  read-only: opened so
/// older schema           backup, migrated                       read-only: a migrated copy in memory, refusing writes
/// tables we did not make backup, renamed, migrated, copied      read-only: as above
/// ```
final class Opener {
    private final Path file;
    private final Schema schema;
    private final KeptFiles files;
    private final Migrator migrator;

    Opener(Path file, Schema schema, InstantSource clock) {
        this.file = file;
        this.schema = schema;
        this.files = new KeptFiles(file, clock);
        this.migrator = new Migrator(schema);
    }

    /// @throws StoreException if not even a database in memory can be had
    Opened open() {
        try {
            return found();
        } catch (SQLException e) {
            return orMemory(e);
        }
    }

    private Opened orMemory(SQLException why) {
        String reason = "The database " + file + " could not be opened and was left as it is. " + Damage.describe(why);
        try {
            return memory(reason);
        } catch (SQLException e) {
            e.addSuppressed(why);
            throw new StoreException(reason, e);
        }
    }

    private Opened found() throws SQLException {
        String refusal = prepareFolder();
        return switch (new Inspection(schema).look(file)) {
            case Missing() -> refusal.isEmpty() ? create() : memory(refusal);
            case Damaged(String reason) -> replace(reason);
            case Unreadable(String reason) -> memory(reason + " It was left as it is.");
            case Newer(int version) -> newer(version);
            case Usable found ->
                refusal.isEmpty() && KeptFiles.writable(file)
                        ? use(found)
                        : readOnly(found, refusal.isEmpty() ? "The file " + file + " may not be written." : refusal);
        };
    }

    /// Makes the folder if it is missing; says why it cannot be written, empty if it can.
    private String prepareFolder() {
        Path folder = file.toAbsolutePath().resolveSibling("");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return "The folder " + folder + " could not be made.";
        }
        return KeptFiles.writable(folder) ? "" : "The folder " + folder + " may not be written.";
    }

    private Opened create() throws SQLException {
        try {
            if (!KeptFiles.alone(file)) {
                files.setAside(); // a log without its database must not flow into the new one
            }
            KeptFiles.createOwnerOnly(file);
            migrator.migrate(file, false);
            return onFile(new Opening.Created());
        } catch (IOException | SQLException e) {
            return memory("The file " + file + " could not be made: " + e.getMessage());
        }
    }

    private Opened replace(String reason) throws SQLException {
        Path kept;
        try {
            kept = files.setAside();
        } catch (IOException e) {
            return memory("The file " + file + " is damaged (" + reason + ") and could not be moved aside.");
        }
        Opened created = create();
        return created.opening() instanceof Opening.Created ? created.as(new Opening.SetAside(kept, reason)) : created;
    }

    private Opened use(Usable found) throws SQLException {
        try {
            if (found.current(schema)) {
                return onFile(new Opening.Opened());
            }
            if (found.empty()) {
                migrator.migrate(file, false);
                return onFile(new Opening.Created());
            }
            return upgrade(found);
        } catch (SQLException e) {
            return readOnly(found, "The database " + file + " could not be brought up to date. " + Damage.describe(e));
        } catch (IOException e) {
            return readOnly(found, "No backup of " + file + " could be made: " + e.getMessage());
        }
    }

    private Opened upgrade(Usable found) throws SQLException, IOException {
        Path backup;
        try (Connection connection = Connections.writer(file)) {
            backup = files.backUp(connection);
            Adoption.rename(connection, found.taken());
        }
        if (found.version() < schema.latest()) {
            migrator.migrate(file, found.version() == 0);
        }
        Map<String, Integer> counts;
        try (Connection connection = Connections.writer(file)) {
            counts = Adoption.takeOver(connection, schema.adopted());
        }
        return onFile(
                counts.isEmpty()
                        ? new Opening.Migrated(String.valueOf(found.version()), String.valueOf(schema.latest()), backup)
                        : new Opening.Imported(
                                counts.getOrDefault("correction_patterns", 0),
                                counts.getOrDefault("behavior_patches", 0),
                                backup));
    }

    private Opened onFile(Opening opening) throws SQLException {
        Connection writer = Connections.writer(file);
        return new Opened(
                opening,
                writer,
                List.of(Connections.reader(file), Connections.reader(file), Connections.reader(file)),
                "");
    }

    private Opened readOnly(Usable found, String reason) throws SQLException {
        var opening = new Opening.ReadOnly(reason);
        if (found.current(schema)) {
            Connection first = Connections.readOnly(file);
            return new Opened(
                    opening, first, List.of(Connections.readOnly(file), Connections.readOnly(file), first), reason);
        }
        Connection copy = inMemory();
        try (PreparedStatement attach = copy.prepareStatement("ATTACH ? AS old")) {
            attach.setString(1, Connections.uri(file, KeptFiles.alone(file) ? "?mode=ro&immutable=1" : "?mode=ro"));
            attach.execute();
            List<String> present;
            try (Connection original = Connections.readOnly(file)) {
                present = Inspection.tables(original);
            }
            for (String table : schema.adopted()) {
                for (String name : List.of(Adoption.waitingName(table), table)) {
                    if (present.contains(name)) {
                        Adoption.copy(copy, "old", name, table);
                    }
                }
            }
            try (Statement detach = copy.createStatement()) {
                detach.execute("DETACH old");
            }
        }
        Connections.refuseWrites(copy);
        return new Opened(opening, copy, List.of(), reason);
    }

    private Opened newer(int version) throws SQLException {
        Connection empty = inMemory();
        Connections.refuseWrites(empty);
        String found = String.valueOf(version);
        return new Opened(
                new Opening.NewerSchema(found, String.valueOf(schema.latest())),
                empty,
                List.of(),
                "A newer Errata made " + file + " (schema " + found + "); it is left alone. Start that"
                        + " Errata, or choose another home.");
    }

    private Opened memory(String reason) throws SQLException {
        return new Opened(new Opening.InMemory(reason), inMemory(), List.of(), reason);
    }

    private Connection inMemory() throws SQLException {
        Connection connection = Connections.memory();
        migrator.create(connection);
        return connection;
    }

    /// A database that can be read.
    ///
    /// @param main the connection that writes; the only one of a database in memory
    /// @param readers connections for reading, the last one only for watching; empty if `main` serves for that too
    /// @param fault why it cannot be written or does not last, empty if it can and does
    record Opened(Opening opening, Connection main, List<Connection> readers, String fault) {
        Opened as(Opening other) {
            return new Opened(other, main, readers, fault);
        }
    }
}
