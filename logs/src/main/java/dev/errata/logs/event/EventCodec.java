package dev.errata.logs.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Turns an event into its canonical JSON line: the one place that names the fields of the journal.
///
/// The order of keys is fixed: `seq`, `ts`, `type`, then the event's own in the order written here, then `prev`, and
/// last `hash`, which whoever keeps the chain appends. Compact, UTF-8, one line. A key is always there; what an event
/// does not know is `null`. The one exception is `shadow`, which stands only where it is true.
///
/// A surrogate without its partner has no UTF-8 form and is written as U+FFFD, so that the places of what follows
/// stay right. A number that is not finite is written as `null`.
///
/// **Thread:** any.
public final class EventCodec {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JsonFactory json;

    public EventCodec() {
        json = new JsonFactory();
    }

    /// The line as UTF-8 up to but excluding `,"hash"`.
    ///
    /// @param prev hash of the record before
    public byte[] encode(long seq, Instant ts, Event event, String prev) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            var fields = new Fields(out);
            out.writeStartObject();
            fields.number("seq", seq);
            fields.time("ts", ts);
            fields.text("type", event.type());
            switch (event) {
                case TrafficEvent traffic -> traffic(fields, traffic);
                case RulesEvent rules -> rules(fields, rules);
                case SystemEvent system -> system(fields, system);
            }
            fields.text("prev", prev);
            out.writeEndObject();
        }
        byte[] line = bytes.toByteArray();
        return Arrays.copyOf(line, line.length - 1);
    }

    /// An instant as the journal writes it: UTC with milliseconds.
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static void traffic(Fields out, TrafficEvent event) {
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
            out.text("before", entry.before());
            out.text("after", entry.after());
            out.fraction("confidence", entry.confidence());
            if (entry.shadow()) {
                out.flag("shadow", true);
            }
            out.endEntry();
        }
        out.endList();
    }

    private static void rules(Fields out, RulesEvent event) {
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

    private static void system(Fields out, SystemEvent event) {
        switch (event) {
            case SystemEvent.Started e -> {
                out.text("version", e.version());
                out.text("mode", e.mode());
            }
            case SystemEvent.Stopped e -> out.text("reason", e.reason());
            case SystemEvent.CorrectionSwitched e -> {
                out.text("state", e.state());
                out.time("until", e.until());
                out.text("channel", e.channel());
            }
            case SystemEvent.ListenerChanged e -> {
                out.text("state", e.state());
                out.text("address", e.address());
                out.text("channel", e.channel());
            }
            case SystemEvent.UpstreamChanged e -> {
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("channel", e.channel());
            }
            case SystemEvent.SettingChanged e -> {
                out.text("key", e.key());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("channel", e.channel());
            }
            case SystemEvent.JournalRepaired e -> {
                out.text("segment", e.segment());
                out.number("offset", e.offset());
                out.number("bytes", e.bytes());
                out.text("kept_in", e.keptIn());
            }
            case SystemEvent.JournalDamaged e -> {
                out.text("segment", e.segment());
                out.number("line", e.line());
                out.text("reason", e.reason());
            }
            case SystemEvent.AnchorMissing e -> out.number("last_seq", e.lastSeq());
        }
    }
}
