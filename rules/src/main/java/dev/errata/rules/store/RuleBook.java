package dev.errata.rules.store;

import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.stream.RuleProgram;
import java.util.List;
import java.util.Map;

/// The rules of a home: the snapshot in force, and the table behind it.
///
/// **Thread:** [#program] from any thread; everything else reads or writes the database, so not from an event loop or
/// the FX
/// thread.
public interface RuleBook extends AutoCloseable {

    /// The compiled snapshot in force; follows an edit by any SQLite tool within a second.
    RuleProgram program();

    /// All rows, invalid ones included, by id.
    List<RuleRow> rows();

    /// What is wrong with a row, empty if it is a rule. Touches no database.
    List<RuleFault> check(RuleRow row);

    /// Adds a row (id 0) or replaces one; in force when this returns. Its own tests stay as they are; a row that is to
    /// be enforced is refused while one of them fails.
    ///
    /// @param channel `window`, `cli` or `api`, for the journal
    SaveResult save(RuleRow row, String channel);

    /// As above, with the rule's own tests, which take the place of those it has. A row that is to be enforced is
    /// refused while one of its tests fails; in shadow mode or off it is not.
    SaveResult save(RuleRow row, List<RuleTest> tests, String channel);

    /// Each rule's own tests, by its id; a rule without any is not there.
    Map<Long, List<RuleTest>> tests();

    /// Deletes a row; its history stays.
    SaveResult delete(long id, String channel);

    /// Earlier forms of a rule, newest first, deleted ones included.
    List<Version> history(long id);

    /// Brings an earlier form back.
    SaveResult restore(long id, long version, String channel);

    /// The packs and tests of these rules.
    RulePacks packs();

    @Override
    void close();

    /// An earlier form of a rule.
    ///
    /// @param change `insert`, `update` or `delete`
    record Version(long version, String change, String changedAt, RuleRow row) {}

    /// What came of a change.
    sealed interface SaveResult {}

    /// It is stored and in force.
    record Saved(RuleRow row) implements SaveResult {}

    /// It is gone.
    record Deleted(long id) implements SaveResult {}

    /// It is not a rule; nothing was changed.
    record Invalid(List<RuleFault> faults) implements SaveResult {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /// There is no such row; nothing was changed.
    record NotFound(long id) implements SaveResult {}

    /// The database would not take it; nothing was changed.
    record Failed(String reason) implements SaveResult {}
}
