package dev.errata.proxy.exchange;

import dev.errata.logs.blob.TextHash;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.RewriteEntry.Withheld;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.logs.event.TrafficEvent.ExchangeStarted;
import dev.errata.proxy.client.CaptureLevel;
import java.util.List;

/// Takes out of the journal's events what a capture level does not keep. The hashes of the whole texts stay at every
/// level, as do place and rule of each correction.
final class Withholding {

    private Withholding() {}

    static ExchangeStarted of(ExchangeStarted event, CaptureLevel level) {
        return level.names() ? event : new ExchangeStarted(event.exchange(), "", "", "", "", "", event.ruleSet());
    }

    static ExchangeFinished of(ExchangeFinished event, CaptureLevel level) {
        return level.names()
                ? event
                : new ExchangeFinished(
                        event.exchange(),
                        "",
                        "",
                        null,
                        event.status(),
                        event.outcome(),
                        event.inspected(),
                        event.note(),
                        event.rawSha256(),
                        event.sentSha256(),
                        entries(event.rewrites(), level),
                        entries(event.observed(), level),
                        event.durationMillis());
    }

    private static List<RewriteEntry> entries(List<RewriteEntry> entries, CaptureLevel level) {
        return entries.stream()
                .map(entry -> new RewriteEntry(
                        entry.lane(),
                        entry.rule(),
                        entry.ruleType(),
                        entry.start(),
                        "",
                        null,
                        entry.confidence(),
                        entry.shadow(),
                        withheld(entry, level == CaptureLevel.HASHES)))
                .toList();
    }

    private static Withheld withheld(RewriteEntry entry, boolean hashes) {
        String after = entry.after();
        return new Withheld(
                entry.before().length(),
                after == null ? -1 : after.length(),
                hashes ? TextHash.of(List.of(entry.before())) : "",
                hashes && after != null ? TextHash.of(List.of(after)) : "");
    }
}
