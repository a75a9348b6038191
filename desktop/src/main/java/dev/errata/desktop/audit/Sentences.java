package dev.errata.desktop.audit;

import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.read.JournalRecord;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Says in a sentence what a record means. The bundle holds the sentence under `say.TYPE`; here stands which fields
/// fill it.
final class Sentences {
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("exchange.started", List.of("client", "upstream", "method", "path", "wire")),
            Map.entry("exchange.refused", List.of("count", "client", "status", "note")),
            Map.entry("rules.loaded", List.of("valid", "rejected", "version")),
            Map.entry("rule.changed", List.of("rule", "change", "channel")),
            Map.entry("rule.failed", List.of("rule", "reason", "then")),
            Map.entry("rules.imported", List.of("pack", "version", "added", "changed", "removed", "channel", "number")),
            Map.entry("rules.import_undone", List.of("number", "restored", "removed", "left", "channel")),
            Map.entry("database.opened", List.of("outcome", "detail")),
            Map.entry("system.started", List.of("version", "mode")),
            Map.entry("system.stopped", List.of("reason")),
            Map.entry("correction.switched", List.of("state", "channel")),
            Map.entry("listener.changed", List.of("state", "address", "channel")),
            Map.entry("upstream.changed", List.of("from", "to", "channel")),
            Map.entry("client.changed", List.of("client", "change", "channel")),
            Map.entry("token.rotated", List.of("token", "channel")),
            Map.entry("capture.cleared", List.of("texts", "bytes", "channel")),
            Map.entry("breaker.moved", List.of("upstream", "from", "to", "reason")),
            Map.entry(
                    "state.moved", List.of("entity_type", "entity_id", "from_state", "to_state", "trigger", "reason")),
            Map.entry("state.created", List.of("entity_type", "entity_id", "state")),
            Map.entry("state.deleted", List.of("entity_type", "entity_id", "state", "reason")),
            Map.entry("state.unmade", List.of("entity_type", "entity_id", "reason")),
            Map.entry("state.noted", List.of("entity_type", "entity_id", "reason")),
            Map.entry("setting.changed", List.of("key", "from", "to", "channel")),
            Map.entry("journal.repaired", List.of("segment", "bytes", "kept_in")),
            Map.entry("journal.damaged", List.of("segment", "line", "reason")),
            Map.entry("workspace.added", List.of("folder", "name", "channel")),
            Map.entry("workspace.version", List.of("version", "workspace", "files", "cause")),
            Map.entry("patch.proposed", List.of("proposal", "files", "hunks", "source")),
            Map.entry("patch.bound", List.of("proposal", "workspace", "how")),
            Map.entry("patch.evaluated", List.of("proposal", "status", "findings", "syntax")),
            Map.entry("gate.finished", List.of("kind", "gate", "state", "exit_code", "proposal")),
            Map.entry("patch.rebased", List.of("proposal", "hunks", "to_version", "conflicts")),
            Map.entry("patch.applying", List.of("proposal", "files", "workspace")),
            Map.entry("patch.applied", List.of("proposal", "files", "workspace", "version")),
            Map.entry("patch.apply_failed", List.of("proposal", "step", "attempt", "reason")),
            Map.entry("patch.rolled_back", List.of("proposal", "operator", "channel", "version", "reason")),
            Map.entry("patch.taken_elsewhere", List.of("proposal", "workspace")),
            Map.entry("approval.requested", List.of("proposal", "expires")),
            Map.entry("approval.hunk_decided", List.of("hunk", "proposal", "state", "operator", "channel")),
            Map.entry("approval.hunk_edited", List.of("hunk", "proposal", "operator", "channel")),
            Map.entry("approval.commented", List.of("proposal", "operator", "channel", "comment")),
            Map.entry("approval.granted", List.of("proposal", "operator", "channel", "reason")),
            Map.entry("approval.denied", List.of("proposal", "operator", "channel", "reason")),
            Map.entry("approval.withdrawn", List.of("proposal", "operator", "channel", "reason")),
            Map.entry("approval.expired", List.of("proposal")),
            Map.entry("approval.spent", List.of("proposal")),
            Map.entry("approval.refused", List.of("proposal", "channel", "reason")),
            Map.entry("session.started", List.of("session", "client", "how")),
            Map.entry("session.ended", List.of("session", "exchanges", "reason")),
            Map.entry("session.deleted", List.of("session", "channel", "cause")),
            Map.entry("session.damaged", List.of("session", "reason")),
            Map.entry("tokens.counted", List.of("exchange", "input_tokens", "output_tokens", "source")),
            Map.entry("budget.reached", List.of("budget", "percent", "used", "limit", "then")),
            Map.entry("journal.archived", List.of("segment", "first_seq", "last_seq")),
            Map.entry("journal.removed", List.of("segment", "first_seq", "last_seq")),
            Map.entry("journal.anchor_missing", List.of("last_seq")));

    private Sentences() {}

    static String of(JournalRecord record) {
        JsonNode body = record.body();
        if (record.type().equals("exchange.finished")) {
            return finished(body);
        }
        List<String> fields = FIELDS.get(record.type());
        if (fields == null) {
            return Words.of("say.other", record.type());
        }
        return Words.of(
                        "say." + record.type(),
                        fields.stream().map(field -> text(body, field)).toArray())
                .strip();
    }

    private static String finished(JsonNode body) {
        int rewrites = body.path("rewrites").size();
        int observed = body.path("observed").size();
        String outcome = text(body, "outcome");
        String model = text(body, "model");
        var said = new StringBuilder(Words.of(
                "say.exchange.finished",
                told(text(body, "client")),
                told(model.isEmpty() ? text(body, "wire") : model),
                Words.orItself("outcome.", outcome),
                Times.span(body.path("duration_millis").asLong(-1))));
        said.append(' ').append(Words.of("say.exchange.changes", rewrites, observed));
        String note = text(body, "note");
        if (!note.isEmpty()) {
            said.append(' ').append(note);
        }
        return said.toString();
    }

    /// A name that the client's capture level does not keep is empty in the record.
    private static String told(String name) {
        return name.isEmpty() ? Words.of("say.withheld") : name;
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isMissingNode() || value.isNull() ? "" : value.asString();
    }
}
