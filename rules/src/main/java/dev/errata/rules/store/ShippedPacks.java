package dev.errata.rules.store;

import dev.errata.logs.store.Database;
import dev.errata.logs.store.HomeState;
import dev.errata.logs.store.Opening;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.pack.PackFile;
import dev.errata.rules.pack.PackFile.NoPack;
import dev.errata.rules.pack.PackFile.Read;
import dev.errata.rules.pack.RulePack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The packs that come with Errata. They are put in once, when a database is new: a rule that a person then deletes
/// stays deleted, and rows that were taken over from an old database stay alone.
final class ShippedPacks {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedPacks.class);
    private static final List<String> NAMES = List.of("starter", "practice");
    private static final String DONE = "shipped_packs";

    private ShippedPacks() {}

    static List<RulePack> all() {
        return NAMES.stream().map(ShippedPacks::pack).toList();
    }

    /// Puts the packs in if no rule was ever in this database and they never were. "New" is read from the tables, not
    /// from how the database was opened, so that a process that dies in between makes no difference.
    static void putInOnce(Database database, InstantSource clock) {
        switch (database.opening()) {
            case Opening.ReadOnly _, Opening.NewerSchema _ -> {
                return;
            }
            case Opening.Opened _,
                    Opening.Created _,
                    Opening.Migrated _,
                    Opening.Imported _,
                    Opening.SetAside _,
                    Opening.InMemory _ -> {}
        }
        var state = new HomeState(database, clock);
        try {
            if (state.get(DONE).isPresent()) {
                return;
            }
            int rules = database.<Integer>writeAndWait(connection -> putIn(connection, clock.instant()));
            state.put(DONE, rules + " rules");
        } catch (StoreException e) {
            LOG.warn("The starter rules could not be put in; the next start tries again. {}", e.getMessage());
        }
    }

    private static int putIn(Connection connection, Instant now) throws SQLException {
        if (RuleTable.revision(connection) != 0) {
            return 0;
        }
        int rules = 0;
        for (RulePack pack : all()) {
            PackNotes.describe(connection, pack, now);
            for (RulePack.Entry entry : pack.entries()) {
                RuleTests.insert(connection, RuleTable.insert(connection, entry.row()), entry.tests());
                rules++;
            }
        }
        return rules;
    }

    private static RulePack pack(String name) {
        try (InputStream in = ShippedPacks.class.getResourceAsStream("packs/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no pack " + name);
            }
            return switch (PackFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))) {
                case Read(RulePack pack) -> pack;
                case NoPack(String reason) -> throw new IllegalStateException("pack " + name + ": " + reason);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
