package dev.errata.logs.event;

/// What happened to the rules and their database.
public sealed interface RulesEvent extends Event {

    /// Type `rules.loaded`: a new snapshot is in force.
    ///
    /// @param version the snapshot's version, rising
    /// @param valid rows that became rules
    /// @param rejected rows that did not
    record RulesLoaded(long version, int valid, int rejected) implements RulesEvent {
        @Override
        public String type() {
            return "rules.loaded";
        }
    }

    /// Type `rule.changed`: a person or a tool changed a rule through Errata.
    ///
    /// @param change `added`, `updated`, `deleted`, `restored` or `tested` (its tests were changed)
    /// @param channel who asked: `window`, `cli` or `api`
    record RuleChanged(long rule, String change, String channel) implements RulesEvent {
        @Override
        public String type() {
            return "rule.changed";
        }
    }

    /// Type `rule.failed`: a rule failed while it was applied to an answer.
    ///
    /// @param exchange its id
    /// @param rule 0 if it is not known which one
    /// @param reason what it did, for people
    /// @param then `open`: the answer passed unchanged from there on; `closed`: it ended with an error
    record RuleFailed(String exchange, long rule, String reason, String then) implements RulesEvent {
        @Override
        public String type() {
            return "rule.failed";
        }
    }

    /// Type `rules.imported`: a file of rules was brought in.
    ///
    /// @param pack the pack's name
    /// @param version the file's
    /// @param number of the import, by which it can be taken back
    /// @param added rules that were not here
    /// @param changed rules here that the file's took the place of
    /// @param removed rules here that the file no longer has
    /// @param channel who asked: `window`, `cli` or `api`
    record RulesImported(
            String pack, String version, long number, int added, int changed, int removed, String channel)
            implements RulesEvent {
        @Override
        public String type() {
            return "rules.imported";
        }
    }

    /// Type `rules.import_undone`: an import was taken back.
    ///
    /// @param number of the import
    /// @param restored rules that have the form again which they had before it
    /// @param removed rules that it had brought
    /// @param left rules that were changed since and stay as they are
    /// @param channel who asked: `window`, `cli` or `api`
    record ImportUndone(long number, int restored, int removed, int left, String channel) implements RulesEvent {
        @Override
        public String type() {
            return "rules.import_undone";
        }
    }

    /// Type `database.opened`: how the home's database was found.
    ///
    /// @param outcome `opened`, `created`, `migrated`, `imported`, `set_aside`, `read_only`, `in_memory` or
    ///     `newer_schema`
    /// @param detail what happened and where the kept file is; empty if there is nothing to say
    record DatabaseOpened(String outcome, String detail) implements RulesEvent {
        @Override
        public String type() {
            return "database.opened";
        }
    }
}
