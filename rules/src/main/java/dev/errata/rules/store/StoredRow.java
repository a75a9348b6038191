package dev.errata.rules.store;

import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import java.util.List;

/// A row as it was read, with the columns that hold what their type cannot: SQLite stores a word in a number's column.
///
/// @param row such columns are null in it
record StoredRow(RuleRow row, List<RuleFault> faults) {
    StoredRow {
        faults = List.copyOf(faults);
    }
}
