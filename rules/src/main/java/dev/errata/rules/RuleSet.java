package dev.errata.rules;

import java.util.List;

/// An immutable snapshot of all rules. An exchange keeps the one that it began with.
///
/// @param version rising with each load; 0 is the empty set before the first one
/// @param rules the valid rules, by id
/// @param rejected rows that could not become rules, with the reason
/// @param patches rows of `behavior_patches`, loaded and counted, not active yet
/// @param editTools the user's own rows of the tool table, in their order
public record RuleSet(
        long version,
        List<Rule> rules,
        List<RejectedRow> rejected,
        List<BehaviorPatch> patches,
        List<EditTool> editTools) {

    /// No rules at all.
    public static final RuleSet EMPTY = new RuleSet(0, List.of(), List.of(), List.of());

    public RuleSet {
        rules = List.copyOf(rules);
        rejected = List.copyOf(rejected);
        patches = List.copyOf(patches);
        editTools = List.copyOf(editTools);
    }

    /// A set that knows no tools but the built-in ones.
    public RuleSet(long version, List<Rule> rules, List<RejectedRow> rejected, List<BehaviorPatch> patches) {
        this(version, rules, rejected, patches, List.of());
    }

    /// How many rows `behavior_patches` has, the ones that are not valid included.
    public int patchRows() {
        return patches.size()
                + (int) rejected.stream().filter(RejectedRow::isPatch).count();
    }

    /// A row that is not a rule.
    ///
    /// @param table `correction_patterns`, `behavior_patches` or `edit_tools`
    /// @param id the row's id
    /// @param pattern what the row holds, shortened for showing
    /// @param field the column at fault
    /// @param position where in that column's text, or -1
    /// @param reason what is wrong and what would be right
    public record RejectedRow(String table, long id, String pattern, String field, int position, String reason) {

        /// Whether it is a row of `behavior_patches`.
        public boolean isPatch() {
            return table.equals("behavior_patches");
        }

        /// Whether it was to be a rule.
        public boolean isRule() {
            return table.equals("correction_patterns");
        }
    }

    /// A row of `behavior_patches`.
    public record BehaviorPatch(long id, String description, String patchType, String payloadJson, String mode) {}
}
