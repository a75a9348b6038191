package dev.errata.rules.store;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.Differences;
import dev.errata.rules.pack.ImportPlan;
import dev.errata.rules.pack.ImportPlan.Here;
import dev.errata.rules.pack.ImportPlan.Item;
import dev.errata.rules.pack.ImportPlan.Kind;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.PackCheck.Checked;
import dev.errata.rules.pack.RulePack;
import dev.errata.rules.store.RuleBook.Version;
import dev.errata.rules.store.RulePacks.ImportResult;
import dev.errata.rules.store.RulePacks.Imported;
import dev.errata.rules.store.RulePacks.NoSuchImport;
import dev.errata.rules.store.RulePacks.Planned;
import dev.errata.rules.store.RulePacks.Undecided;
import dev.errata.rules.store.RulePacks.UndoResult;
import dev.errata.rules.store.RulePacks.Undone;
import dev.errata.rules.store.RulePacks.Unfit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Carries out an import, and takes one back, within a transaction.
///
/// An import is the stretch of the history that it wrote: going back means, for each rule in that stretch, the last
/// form before it. Tests have no history of their own; those that an import replaces are kept with its note.
final class Imports {
    private final Connection connection;
    private final Instant now;

    Imports(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    ImportResult bringIn(RulePack pack, List<Checked> entries, ImportWish wish) throws SQLException {
        List<RuleRow> rows = RuleTable.all(connection).stream()
                .map(StoredRow::row)
                .filter(row -> pack.name().equals(row.pack()))
                .toList();
        Map<Long, List<RuleTest>> tests = RuleTests.all(connection);
        ImportPlan plan = ImportPlan.of(pack, entries, wish, new Here(rows, tests, untouched(rows)));
        if (!plan.invalid().isEmpty() && !wish.withInvalid() && !wish.dryRun()) {
            return new Unfit(plan);
        }
        if (!plan.undecided(wish).isEmpty() && !wish.dryRun()) {
            return new Undecided(plan);
        }
        return wish.dryRun() ? new Planned(plan) : carryOut(pack, plan, wish, tests);
    }

    /// A row is untouched if it has the content that stood in it when its version first did.
    private Predicate<RuleRow> untouched(List<RuleRow> rows) throws SQLException {
        var brought = new TreeMap<Long, RuleRow>();
        for (RuleRow row : rows) {
            for (Version version : RuleTable.history(connection, row.id())) {
                if (row.version() != null && row.version().equals(version.row().version())) {
                    brought.put(row.id(), version.row()); // newest first: the oldest stays
                }
            }
        }
        return row -> {
            RuleRow first = brought.get(row.id());
            return first != null
                    && Differences.content(first, row).stream()
                            .allMatch(difference -> difference.column().equals("mode"));
        };
    }

    private ImportResult carryOut(
            RulePack pack, ImportPlan plan, ImportWish wish, Map<Long, List<RuleTest>> tests) throws SQLException {
        long before = RuleTable.lastHistory(connection);
        int added = 0;
        int changed = 0;
        var oldTests = new TreeMap<Long, List<RuleTest>>();
        for (Item item : plan.items()) {
            RuleRow row = plan.row(item);
            if (item.kind() == Kind.NEW) {
                RuleTests.insert(connection, RuleTable.insert(connection, row), item.entry().tests());
                added++;
            } else if (ImportPlan.replaces(item, wish)) {
                RuleTable.update(connection, row);
                oldTests.put(row.id(), tests.getOrDefault(row.id(), List.of()));
                RuleTests.replace(connection, row.id(), item.entry().tests());
                changed++;
            } else {
                Optional<RuleRow> restamped = plan.restamped(item);
                if (restamped.isPresent()) {
                    RuleTable.update(connection, restamped.get());
                }
            }
        }
        int removed = 0;
        for (RuleRow row : wish.prune() ? plan.vanished() : List.<RuleRow>of()) {
            RuleTable.delete(connection, row.id());
            removed++;
        }
        PackNotes.describe(connection, pack, now);
        long after = RuleTable.lastHistory(connection);
        if (after == before) {
            return new Imported(plan, 0, 0, 0, 0);
        }
        PackNotes.imported(connection, new PackNotes.Stretch(before, after, oldTests), now);
        return new Imported(plan, after, added, changed, removed);
    }

    UndoResult takeBack(long number) throws SQLException {
        Optional<PackNotes.Stretch> found = PackNotes.imported(connection, number);
        if (found.isEmpty()) {
            return new NoSuchImport(number);
        }
        PackNotes.Stretch stretch = found.get();
        var restored = new ArrayList<Long>();
        var removed = new ArrayList<Long>();
        var left = new ArrayList<Long>();
        for (long id : RuleTable.changedBetween(connection, stretch.before(), stretch.after())) {
            if (RuleTable.history(connection, id).getFirst().version() > stretch.after()) {
                left.add(id);
            } else if (RuleTable.asAt(connection, id, stretch.before())) {
                restored.add(id);
                List<RuleTest> tests = stretch.tests().get(id);
                if (tests != null) {
                    RuleTests.replace(connection, id, tests);
                }
            } else {
                removed.add(id);
            }
        }
        return new Undone(restored, removed, left);
    }
}
