package dev.errata.desktop;

import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.logs.event.RulesEvent;
import dev.errata.logs.store.MigrationSet;
import dev.errata.logs.store.Rollback;
import dev.errata.logs.store.RollbackResult;
import dev.errata.logs.store.SchemaStatus;
import dev.errata.logs.store.SchemaStatus.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the schema of a home's database, and brings it back to an older one.
record SchemaCare(Home home, SecureRandom random, Clock clock) {
    private static final List<MigrationSet> ABOVE = List.of(RuleTables.migrations());
    private static final List<String> PARTS = List.of("errata.db", "errata.db-wal");

    /// Looks at a copy, since SQLite makes files beside a database even to read it.
    SchemaStatus status() {
        try {
            Path folder = Files.createTempDirectory("errata-look-");
            try {
                for (String part : PARTS) {
                    Path from = home.folder().resolve(part);
                    if (Files.isRegularFile(from)) {
                        Files.copy(from, folder.resolve(part), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
                return new Rollback(folder.resolve(PARTS.getFirst()), ABOVE, clock).status();
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The database cannot be looked at: " + e.getMessage(), e);
        }
    }

    /// Goes back, while nobody else owns the home.
    ///
    /// @param to the version wanted; null for the one before the present one
    RollbackResult rollBack(@Nullable Integer to) {
        if (!home.exists()) {
            return new RollbackResult.Impossible("There is no home at " + home.folder() + ".");
        }
        return switch (Patience.take(home)) {
            case HomeLock.Held(HomeLock.Owner owner) ->
                new RollbackResult.Impossible(
                        "Another Errata" + (owner.pid() > 0 ? " (process " + owner.pid() + ")" : "")
                                + " runs with the home " + home.folder()
                                + ". Nothing was changed; end it with 'errata stop', then try again.");
            case HomeLock.Unwritable(String reason) ->
                new RollbackResult.Impossible(reason + "; nothing was changed. Check the folder's permissions.");
            case HomeLock.Taken(HomeLock lock) -> {
                try (lock) {
                    yield rollBackOwned(to);
                }
            }
        };
    }

    private RollbackResult rollBackOwned(@Nullable Integer to) {
        Rollback rollback = new Rollback(home.database(), ABOVE, clock);
        SchemaStatus status = rollback.status();
        int wanted = to != null ? to : before(status);
        if (status.found() == Found.CURRENT && wanted >= 0 && wanted < status.version()) {
            announce(status.version(), wanted);
        }
        return rollback.to(wanted);
    }

    private static int before(SchemaStatus status) {
        return status.steps().stream()
                .filter(SchemaStatus.Step::applied)
                .mapToInt(SchemaStatus.Step::version)
                .filter(version -> version < status.version())
                .max()
                .orElse(0);
    }

    /// Journalled before it is done: the journal is anchored in the database that is about to change.
    private void announce(int from, int to) {
        try (OpenHome open = OpenHome.open(home, null, clock, random)) {
            var unused = open.journal()
                    .append(new RulesEvent.DatabaseOpened(
                            "rolling_back", "The schema goes back from " + from + " to " + to + "."));
        }
    }
}
