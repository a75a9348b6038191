package dev.errata.desktop.fake;

import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.ImportPlan;
import dev.errata.rules.pack.ImportPlan.Here;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.PackCheck;
import dev.errata.rules.pack.PackExport;
import dev.errata.rules.pack.RulePack;
import dev.errata.rules.store.RulePacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Packs in memory: it plans as the real one does, and notes what it was asked instead of doing it.
public final class FakePacks implements RulePacks {
    private final List<String> calls = new ArrayList<>();
    private final SortedMap<Long, List<RuleTest>> tests = new TreeMap<>();
    private Here here = new Here(List.of(), Map.of(), row -> true);

    FakePacks() {}

    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /// What an import is compared with.
    public synchronized void stands(Here rows) {
        here = rows;
    }

    @Override
    public synchronized ImportResult bringIn(RulePack pack, ImportWish wish, String channel) {
        ImportPlan plan = ImportPlan.of(pack, PackCheck.of(pack), wish, here);
        if (wish.dryRun()) {
            return new Planned(plan);
        }
        if (!plan.undecided(wish).isEmpty()) {
            return new Undecided(plan);
        }
        calls.add("import " + pack.name() + " " + wish.each() + " by " + channel);
        return new Imported(plan, 41, plan.items().size(), 0, 0);
    }

    @Override
    public synchronized UndoResult takeBack(long number, String channel) {
        calls.add("take back " + number + " by " + channel);
        return new Undone(List.of(), List.of(1L), List.of());
    }

    @Override
    public synchronized PackExport.Result export(PackExport.Wish wish) {
        calls.add("export " + wish.pack() + " " + wish.ids());
        return new PackExport.Made(new RulePack("p", "1", "", "", List.of()), List.of(), List.of());
    }

    @Override
    public synchronized SortedMap<Long, List<RuleTest>> tests() {
        return new TreeMap<>(tests);
    }

    @Override
    public synchronized TestsResult keepTests(long rule, List<RuleTest> kept, String channel) {
        calls.add("tests of " + rule + " by " + channel);
        tests.put(rule, List.copyOf(kept));
        return new TestsKept();
    }
}
