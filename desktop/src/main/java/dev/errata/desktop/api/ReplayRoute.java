package dev.errata.desktop.api;

import dev.errata.logs.blob.RawTextReader;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.rules.RuleSet;
import dev.errata.rules.store.RuleBook;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.trial.Candidates;
import dev.errata.rules.trial.Replay;
import dev.errata.rules.trial.ReplayReport;
import java.io.UncheckedIOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `rules/replay`: what rules would have changed in the last exchanges. It changes nothing.
public record ReplayRoute(RuleBook book, RawTextReader texts) {
    private static final int LAST = 1_000;
    private static final int LAST_MOST = 100_000;

    /// Replays.
    ///
    /// @param body `{"last": n, "rule": id}`, both optional: without `rule` all rules, shadow ones as if enforced
    public Reply run(String body, Replay.Progress progress) {
        JsonNode asked = Json.parse(body);
        JsonNode last = asked.path("last");
        JsonNode rule = asked.path("rule");
        boolean lastFits = last.isMissingNode()
                || (last.isIntegralNumber() && last.asLong(0) >= 1 && last.asLong(0) <= LAST_MOST);
        if (!lastFits || !(rule.isMissingNode() || rule.isIntegralNumber())) {
            return ControlError.INVALID.reply(
                    "A replay takes {\"last\": 1 to " + LAST_MOST + ", \"rule\": a rule's id}, both may be left out.");
        }
        RuleSet rules = book.program().ruleSet();
        Optional<RuleSet> candidate = rule.isMissingNode()
                ? Optional.of(Candidates.enforced(rules))
                : Candidates.only(rules, rule.asLong());
        if (candidate.isEmpty()) {
            return ControlError.NOT_FOUND.reply("There is no valid rule " + rule.asLong() + ".");
        }
        try {
            int count = last.isMissingNode() ? LAST : last.asInt();
            return Json.ok(json(Replay.run(candidate.get(), texts, count, progress)));
        } catch (UncheckedIOException e) {
            return ControlError.INTERNAL.reply(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode json(ReplayReport report) {
        ObjectNode json = Json.object()
                .put("replayed", report.replayed())
                .put("changed", report.changed())
                .put("detected", report.detected())
                .put("unreadable", report.unreadable())
                .put("lanes_left_out", report.lanesLeftOut());
        report.failures().forEach(json.putArray("failures")::add);
        ArrayNode list = json.putArray("exchanges");
        for (ReplayReport.Change change : report.changes()) {
            ObjectNode one = list.addObject()
                    .put("exchange", change.exchange())
                    .put("at", change.at().toString())
                    .put("model", change.model());
            ArrayNode rewrites = one.putArray("rewrites");
            for (ReplayReport.Edit edit : change.edits()) {
                Rewrite rewrite = edit.rewrite();
                rewrites.addObject()
                        .put("lane", edit.lane())
                        .put("rule", rewrite.rule().id())
                        .put("start", rewrite.span().start())
                        .put("before", rewrite.before())
                        .put("after", rewrite.after());
            }
        }
        return json;
    }
}
