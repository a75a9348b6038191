package dev.errata.logs.proof;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.read.JournalRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The end of an exchange as its record has it.
///
/// @param inspected whether the hashes are of texts, not of a body's bytes
record ExchangeRecord(Proof.Claim claim, boolean inspected, List<RewriteEntry> rewrites) {

    static ExchangeRecord of(JournalRecord record) {
        JsonNode body = record.body();
        List<RewriteEntry> rewrites = new ArrayList<>();
        for (JsonNode entry : body.path("rewrites")) {
            rewrites.add(new RewriteEntry(
                    entry.path("lane").asString(""),
                    entry.path("rule").asLong(0),
                    entry.path("rule_type").asString(""),
                    entry.path("start").asLong(-1),
                    entry.path("before").asString(""),
                    after(entry),
                    entry.path("confidence").asDouble(0)));
        }
        var claim = new Proof.Claim(
                record.seq(),
                body.path("raw_sha256").asString(""),
                body.path("sent_sha256").asString(""),
                rewrites.size());
        return new ExchangeRecord(claim, body.path("inspected").asBoolean(false), rewrites);
    }

    private static @Nullable String after(JsonNode entry) {
        JsonNode units = entry.path("after_units");
        JsonNode after = entry.path("after");
        try {
            return units.isString()
                    ? EventCodec.fromUnits(units.asString())
                    : after.isString() ? after.asString() : null;
        } catch (IllegalArgumentException e) {
            return null; // no units: the text that was put there is not told
        }
    }
}
