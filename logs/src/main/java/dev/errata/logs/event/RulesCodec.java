package dev.errata.logs.event;

import java.util.List;

/// The fields of [RulesEvent], in their order in the file.
final class RulesCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind(
                    "rules", "rules.loaded", RulesEvent.RulesLoaded.class, "A new snapshot of the rules is in force."),
            new EventKind("rules", "rule.changed", RulesEvent.RuleChanged.class, "A person or a tool changed a rule."),
            new EventKind("rules", "rule.failed", RulesEvent.RuleFailed.class, "A rule failed while it was applied."),
            new EventKind("rules", "rules.imported", RulesEvent.RulesImported.class, "A file of rules was brought in."),
            new EventKind("rules", "rules.import_undone", RulesEvent.ImportUndone.class, "An import was taken back."),
            new EventKind("rules", "database.opened", RulesEvent.DatabaseOpened.class, "How the database was found."));

    private RulesCodec() {}

    static void write(Fields out, RulesEvent event) {
        switch (event) {
            case RulesEvent.RulesLoaded e -> {
                out.number("version", e.version());
                out.number("valid", e.valid());
                out.number("rejected", e.rejected());
            }
            case RulesEvent.RuleChanged e -> {
                out.number("rule", e.rule());
                out.text("change", e.change());
                out.text("channel", e.channel());
            }
            case RulesEvent.RuleFailed e -> {
                out.text("exchange", e.exchange());
                out.number("rule", e.rule());
                out.text("reason", e.reason());
                out.text("then", e.then());
            }
            case RulesEvent.RulesImported e -> {
                out.text("pack", e.pack());
                out.text("version", e.version());
                out.number("number", e.number());
                out.number("added", e.added());
                out.number("changed", e.changed());
                out.number("removed", e.removed());
                out.text("channel", e.channel());
            }
            case RulesEvent.ImportUndone e -> {
                out.number("number", e.number());
                out.number("restored", e.restored());
                out.number("removed", e.removed());
                out.number("left", e.left());
                out.text("channel", e.channel());
            }
            case RulesEvent.DatabaseOpened e -> {
                out.text("outcome", e.outcome());
                out.text("detail", e.detail());
            }
        }
    }
}
