package dev.errata.desktop.cli;

import dev.errata.logs.read.JournalRecord;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// A record of the journal as one line for people.
final class Records {
    private static final Set<String> FRAME = Set.of("seq", "ts", "type", "prev", "hash", "raw_sha256", "sent_sha256");

    private Records() {}

    static String line(JournalRecord record) {
        StringJoiner line = new StringJoiner("  ");
        line.add(record.ts().toString()).add("#" + record.seq()).add(record.type());
        for (var field : record.body().properties()) {
            if (!FRAME.contains(field.getKey()) && !empty(field.getValue())) {
                line.add(field.getKey() + "=" + value(field.getValue()));
            }
        }
        return line.toString();
    }

    private static boolean empty(JsonNode value) {
        return value.isNull()
                || (value.isString() && value.asString().isEmpty())
                || (value.isArray() && value.isEmpty());
    }

    private static String value(JsonNode value) {
        return value.isArray() ? Integer.toString(value.size()) : Columns.shorten(value.asString(value.toString()));
    }
}
