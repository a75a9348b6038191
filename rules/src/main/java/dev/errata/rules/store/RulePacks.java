package dev.errata.rules.store;

import dev.errata.rules.RuleTest;
import dev.errata.rules.pack.ImportPlan;
import dev.errata.rules.pack.ImportWish;
import dev.errata.rules.pack.PackExport;
import dev.errata.rules.pack.RulePack;
import java.util.List;
import java.util.SortedMap;

/// The packs and tests of a home's rules: what goes in and out as a file.
///
/// **Thread:** any but an event loop and the FX thread.
public interface RulePacks {

    /// Brings a pack in, all of it or nothing, in one transaction; in force when this returns.
    ///
    /// @param channel `window`, `cli` or `api`, for the journal
    ImportResult bringIn(RulePack pack, ImportWish wish, String channel);

    /// Takes an import back, in one transaction: what it brought is removed, what it changed or removed has its earlier
    /// form and tests again. A rule that was changed since stays as it is.
    UndoResult takeBack(long number, String channel);

    /// Makes a pack of rules. Changes nothing.
    PackExport.Result export(PackExport.Wish wish);

    /// The tests of every rule that has some and still exists, by the rule's id.
    SortedMap<Long, List<RuleTest>> tests();

    /// Puts a rule's tests in place of the ones it has.
    TestsResult keepTests(long rule, List<RuleTest> tests, String channel);

    /// What came of an import.
    sealed interface ImportResult {}

    /// It is in.
    ///
    /// @param number by which it can be taken back; 0 if there was nothing to change
    /// @param removed how many vanished rules were removed
    record Imported(ImportPlan plan, long number, int added, int changed, int removed) implements ImportResult {}

    /// It was only asked; nothing was changed.
    record Planned(ImportPlan plan) implements ImportResult {}

    /// There are conflicts without a decision; nothing was changed.
    record Undecided(ImportPlan plan) implements ImportResult {}

    /// There are rows that are no rules; nothing was changed.
    record Unfit(ImportPlan plan) implements ImportResult {}

    /// The database would not take it; nothing was changed.
    record ImportFailed(String reason) implements ImportResult {}

    /// What came of taking an import back.
    sealed interface UndoResult {}

    /// It is taken back.
    ///
    /// @param restored ids of rules that have their earlier form again
    /// @param removed ids of rules that are gone again
    /// @param left ids of rules that were changed since and stay
    record Undone(List<Long> restored, List<Long> removed, List<Long> left) implements UndoResult {
        public Undone {
            restored = List.copyOf(restored);
            removed = List.copyOf(removed);
            left = List.copyOf(left);
        }
    }

    /// No import has this number.
    record NoSuchImport(long number) implements UndoResult {}

    /// The database would not take it; nothing was changed.
    record UndoFailed(String reason) implements UndoResult {}

    /// What came of keeping tests.
    sealed interface TestsResult {}

    /// They are kept.
    record TestsKept() implements TestsResult {}

    /// There is no such rule.
    record NoSuchRule(long id) implements TestsResult {}

    /// The database would not take them; nothing was changed.
    record TestsFailed(String reason) implements TestsResult {}
}
