package dev.errata.rules.store;

import dev.errata.logs.event.RulesEvent.ImportUndone;
import dev.errata.logs.event.RulesEvent.RuleChanged;
import dev.errata.logs.event.RulesEvent.RulesImported;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.PackCheck;
import dev.errata.rules.pack.PackCheck.Checked;
import dev.errata.rules.pack.PackExport;
import dev.errata.rules.pack.PackExport.Made;
import dev.errata.rules.pack.RulePack;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The packs of a home, from its database.
final class SqliteRulePacks implements RulePacks {
    private final Database database;
    private final Journal journal;
    private final InstantSource clock;
    private final Runnable load;

    /// @param load puts what is stored in force
    SqliteRulePacks(Database database, Journal journal, InstantSource clock, Runnable load) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
        this.load = load;
    }

    @Override
    public ImportResult bringIn(RulePack pack, ImportWish wish, String channel) {
        List<Checked> entries = PackCheck.of(pack); // long for many patterns: not on the writer's thread
        Instant now = clock.instant();
        ImportResult result;
        try {
            result = wish.dryRun()
                    ? database.read(connection -> new Imports(connection, now).bringIn(pack, entries, wish))
                    : database.writeAndWait(connection -> new Imports(connection, now).bringIn(pack, entries, wish));
        } catch (StoreException e) {
            return new ImportFailed(String.valueOf(e.getMessage()));
        }
        if (result instanceof Imported done && done.number() != 0) {
            var unused = journal.append(new RulesImported(
                    pack.name(),
                    pack.version(),
                    done.number(),
                    done.added(),
                    done.changed(),
                    done.removed(),
                    channel));
            load.run();
        }
        return result;
    }

    @Override
    public UndoResult takeBack(long number, String channel) {
        Instant now = clock.instant();
        UndoResult result;
        try {
            result = database.writeAndWait(connection -> new Imports(connection, now).takeBack(number));
        } catch (StoreException e) {
            return new UndoFailed(String.valueOf(e.getMessage()));
        }
        if (result instanceof Undone done) {
            var unused = journal.append(new ImportUndone(
                    number, done.restored().size(), done.removed().size(), done.left().size(), channel));
            load.run();
        }
        return result;
    }

    @Override
    public PackExport.Result export(PackExport.Wish wish) {
        record Content(List<StoredRow> rows, Map<Long, List<RuleTest>> tests) {}
        Content content = database.read(
                connection -> new Content(RuleTable.all(connection), RuleTests.all(connection)));
        List<RuleRow> rows = content.rows().stream().map(StoredRow::row).toList();
        Set<Long> faulty = content.rows().stream()
                .filter(stored -> !stored.faults().isEmpty())
                .map(stored -> stored.row().id())
                .collect(Collectors.toSet());
        return switch (PackExport.make(rows, faulty, content.tests(), wish)) {
            case Made(RulePack pack, List<Long> invalid, List<String> packs) -> {
                String description = database.read(connection -> PackNotes.description(connection, pack.name()));
                yield new Made(
                        new RulePack(pack.name(), pack.version(), pack.author(), description, pack.entries()),
                        invalid,
                        packs);
            }
            case PackExport.Nothing nothing -> nothing;
        };
    }

    @Override
    public SortedMap<Long, List<RuleTest>> tests() {
        return database.read(RuleTests::all);
    }

    @Override
    public TestsResult keepTests(long rule, List<RuleTest> tests, String channel) {
        boolean kept;
        try {
            kept = database.writeAndWait(connection -> {
                if (RuleTable.one(connection, rule).isEmpty()) {
                    return false;
                }
                RuleTests.replace(connection, rule, tests);
                return true;
            });
        } catch (StoreException e) {
            return new TestsFailed(String.valueOf(e.getMessage()));
        }
        if (!kept) {
            return new NoSuchRule(rule);
        }
        var unused = journal.append(new RuleChanged(rule, "tested", channel));
        // A rule whose own test fails is not in force.
        load.run();
        return new TestsKept();
    }
}
