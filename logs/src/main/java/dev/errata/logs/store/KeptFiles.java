package dev.errata.logs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/// The files of one database: which they are, who may touch them, and under which name one is kept when it is replaced.
final class KeptFiles {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;
    private final InstantSource clock;

    KeptFiles(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /// The files that SQLite may keep beside a database; they belong to it and move with it.
    static List<Path> beside(Path file) {
        return List.of(suffixed(file, "-wal"), suffixed(file, "-shm"), suffixed(file, "-journal"));
    }

    /// Whether no such file is there: then nobody writes at the moment, and the database's own file is complete.
    static boolean alone(Path file) {
        return beside(file).stream().noneMatch(Files::exists);
    }

    /// Makes an empty file that only its owner may read: SQLite gives the files beside it the same rights.
    static void createOwnerOnly(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<Set<PosixFilePermission>> ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        if (posix) {
            Files.createFile(file, ownerOnly);
        } else {
            Files.createFile(file);
        }
    }

    /// Whether a file or folder may be written. A mode without any write bit counts as no, even for root, whom the
    /// system would let through: somebody took the bits away on purpose.
    static boolean writable(Path path) {
        if (!Files.isWritable(path)) {
            return false;
        }
        try {
            return Files.getPosixFilePermissions(path).stream()
                    .anyMatch(permission -> permission.name().endsWith("_WRITE"));
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }

    /// Moves the database and the files beside it out of the way.
    ///
    /// @return where it is now
    Path setAside() throws IOException {
        Path kept = free(suffixed(file, ".damaged-" + stamp()), "");
        if (Files.exists(file)) {
            Files.move(file, kept);
        }
        for (Path other : beside(file)) {
            if (Files.exists(other)) {
                String ending = other.getFileName()
                        .toString()
                        .substring(file.getFileName().toString().length());
                Files.move(other, suffixed(kept, ending));
            }
        }
        return kept;
    }

    /// Copies what the connection sees into a file of its own.
    Path backUp(Connection connection) throws IOException, SQLException {
        Path backup = free(suffixed(file, "." + stamp()), ".bak");
        createOwnerOnly(backup);
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, backup.toString());
            statement.execute();
        }
        return backup;
    }

    private String stamp() {
        return STAMP.format(clock.instant());
    }

    private static Path free(Path wanted, String ending) {
        Path name = suffixed(wanted, ending);
        for (int i = 2; Files.exists(name); i++) {
            name = suffixed(wanted, "-" + i + ending);
        }
        return name;
    }

    private static Path suffixed(Path path, String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }
}
