package dev.errata.logs.event;

import java.util.HexFormat;
import java.util.List;

/// The fields of [TrafficEvent], in their order in the file.
final class TrafficCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind(
                    "traffic",
                    "exchange.started",
                    TrafficEvent.ExchangeStarted.class,
                    "A request was read and a model server chosen."),
            new EventKind(
                    "traffic",
                    "exchange.finished",
                    TrafficEvent.ExchangeFinished.class,
                    "The last byte that the client gets is about to be sent, or the exchange broke off."),
            new EventKind(
                    "traffic",
                    "exchange.refused",
                    TrafficEvent.ExchangesRefused.class,
                    "More requests of a client were refused like the one before, within a second."));

    private TrafficCodec() {}

    static void write(Fields out, TrafficEvent event) {
        switch (event) {
            case TrafficEvent.ExchangeStarted e -> {
                out.text("exchange", e.exchange());
                out.text("client", e.client());
                out.text("method", e.method());
                out.text("path", e.path());
                out.text("wire", e.wire());
                out.text("upstream", e.upstream());
                out.number("rule_set", e.ruleSet());
            }
            case TrafficEvent.ExchangeFinished e -> {
                out.text("exchange", e.exchange());
                out.text("client", e.client());
                out.text("wire", e.wire());
                out.text("model", e.model());
                out.number("status", e.status());
                out.text("outcome", e.outcome());
                out.flag("inspected", e.inspected());
                out.text("note", e.note());
                out.text("raw_sha256", e.rawSha256());
                out.text("sent_sha256", e.sentSha256());
                rewrites(out, "rewrites", e.rewrites());
                rewrites(out, "observed", e.observed());
                out.number("duration_millis", e.durationMillis());
            }
            case TrafficEvent.ExchangesRefused e -> {
                out.text("exchange", e.exchange());
                out.text("client", e.client());
                out.number("status", e.status());
                out.text("note", e.note());
                out.number("count", e.count());
            }
        }
    }

    private static void rewrites(Fields out, String name, List<RewriteEntry> entries) {
        out.beginList(name);
        for (RewriteEntry entry : entries) {
            out.beginEntry();
            out.text("lane", entry.lane());
            out.number("rule", entry.rule());
            out.text("rule_type", entry.ruleType());
            out.number("start", entry.start());
            RewriteEntry.Withheld withheld = entry.withheld();
            out.text("before", withheld == null ? entry.before() : null);
            out.text("after", entry.after());
            String after = entry.after();
            if (after != null && !Fields.wellFormed(after).equals(after)) {
                out.text("after_units", units(after));
            }
            out.fraction("confidence", entry.confidence());
            if (entry.shadow()) {
                out.flag("shadow", true);
            }
            if (withheld != null) {
                withheld(out, withheld);
            }
            out.endEntry();
        }
        out.endList();
    }

    private static void withheld(Fields out, RewriteEntry.Withheld withheld) {
        out.number("before_length", withheld.beforeLength());
        if (withheld.afterLength() >= 0) {
            out.number("after_length", withheld.afterLength());
        }
        if (!withheld.beforeSha256().isEmpty()) {
            out.text("before_sha256", withheld.beforeSha256());
        }
        if (!withheld.afterSha256().isEmpty()) {
            out.text("after_sha256", withheld.afterSha256());
        }
    }

    private static String units(String text) {
        var hex = new StringBuilder(text.length() * 4);
        text.chars().forEach(unit -> hex.append(HexFormat.of().toHexDigits((char) unit)));
        return hex.toString();
    }
}
