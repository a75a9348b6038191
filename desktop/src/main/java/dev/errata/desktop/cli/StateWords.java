package dev.errata.desktop.cli;

import dev.errata.logs.store.SchemaStatus;
import dev.errata.logs.store.SchemaStatus.Step;
import tools.jackson.databind.JsonNode;

/// States and schemas in words.
final class StateWords {
    private StateWords() {}

    /// An entity: its fields, then its history.
    static String entity(JsonNode json) {
        Columns fields = new Columns();
        fields.pair(json.path("entity").asString(""), json.path("id").asString(""));
        if (!json.path("exists").asBoolean()) {
            fields.pair("row", "deleted; its history stays");
        }
        for (var field : json.path("fields").properties()) {
            boolean shown = !field.getKey().equals("id") && !field.getValue().isNull();
            if (shown) {
                fields.pair(field.getKey(), field.getValue().asString());
            }
        }
        if (json.path("history").isEmpty()) {
            return fields.pair("history", "it never moved").toString();
        }
        fields.pair("history", "from the " + json.path("history_from").asString(""));
        Columns history = new Columns().row("TIME", "FROM", "TO", "WHAT", "BY", "WHY", "RECORD");
        for (JsonNode row : json.path("history")) {
            String reason = row.path("reason").asString("");
            history.row(
                    row.path("timestamp").asString(""),
                    row.path("from_state").asString(""),
                    row.path("to_state").asString(""),
                    row.path("event_type").asString(""),
                    row.path("operator").asString("-"),
                    reason.isEmpty() ? row.path("trigger").asString("") : reason,
                    "#" + row.path("journal_seq").asLong());
        }
        return fields + System.lineSeparator() + history;
    }

    /// How many are in which state, and what is stuck.
    static String counts(JsonNode json) {
        Columns table = new Columns().row("ENTITY", "STATE", "COUNT");
        boolean any = false;
        for (JsonNode kind : json.path("entities")) {
            for (var state : kind.path("states").properties()) {
                table.row(
                        kind.path("entity").asString(""),
                        state.getKey(),
                        state.getValue().asLong());
                any = true;
            }
        }
        StringBuilder text = new StringBuilder(any ? table.toString() : "no work in progress");
        for (JsonNode stuck : json.path("stuck")) {
            text.append(System.lineSeparator())
                    .append("stuck: ")
                    .append(stuck.path("message").asString(""));
        }
        return text.toString();
    }

    /// The schema and its scripts.
    static String schema(SchemaStatus schema) {
        String head = switch (schema.found()) {
            case NONE -> "no database yet; the next start makes one with schema " + schema.latest();
            case CURRENT -> "schema " + schema.version() + ", up to date";
            case OLDER ->
                "schema " + schema.version() + ", older than " + schema.latest()
                        + "; the next start, or 'errata state migrate', brings it up to date";
            case NEWER, UNUSABLE -> schema.reason();
        };
        Columns table = new Columns().row("VERSION", "SCRIPT", "APPLIED", "CHECKSUM", "WAY BACK");
        for (Step step : schema.steps()) {
            String checksum = switch (step.checksum()) {
                case SAME -> "same";
                case CHANGED -> "CHANGED";
                case NOT_APPLIED -> "-";
            };
            table.row(
                    step.version(),
                    step.script(),
                    step.applied() ? step.appliedAt() : "no",
                    checksum,
                    step.wayBack() ? "yes" : "no");
        }
        return head + System.lineSeparator() + table;
    }
}
