package dev.errata.logs.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Turns an event into its canonical JSON line: the one place that names the fields of the journal.
///
/// The order of keys is fixed: `seq`, `ts`, `type`, then the event's own in the order written here, then `prev`, and
/// last `hash`, which whoever keeps the chain appends. Compact, UTF-8, one line. A key is always there; what an event
/// does not know is `null`. The exceptions are `shadow`, which stands only where it is true, `after_units`, and the
/// lengths and hashes (`before_length`, `after_sha256`, ...) that stand for texts which are withheld.
///
/// A surrogate without its partner has no UTF-8 form and is written as U+FFFD, so that the places of what follows
/// stay right. Where that loses something of a replacement, `after_units` has its UTF-16 units in hex, so that the
/// sent text can still be told from the raw one. A number that is not finite is written as `null`.
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

    /// A text as the journal can hold it: halves of surrogate pairs become U+FFFD, all else stays in its place.
    public static String wellFormed(String text) {
        return Fields.wellFormed(text);
    }

    /// The text of which [#wellFormed] loses something, as `after_units` has it.
    ///
    /// @throws IllegalArgumentException if these are no units
    public static String fromUnits(String hex) {
        if (hex.length() % 4 != 0) {
            throw new IllegalArgumentException("not whole units: " + hex.length() + " digits");
        }
        var text = new StringBuilder(hex.length() / 4);
        for (int i = 0; i < hex.length(); i += 4) {
            text.append((char) HexFormat.fromHexDigits(hex, i, i + 4));
        }
        return text.toString();
    }

    private static String units(String text) {
        var hex = new StringBuilder(text.length() * 4);
        text.chars().forEach(unit -> hex.append(HexFormat.of().toHexDigits((char) unit)));
        return hex.toString();
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
            case SystemEvent.BreakerMoved e -> {
                out.text("upstream", e.upstream());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("trigger", e.trigger());
                out.text("reason", e.reason());
            }
            case SystemEvent.SettingChanged e -> {
                out.text("key", e.key());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("channel", e.channel());
            }
            case SystemEvent.ClientChanged e -> {
                out.text("client", e.client());
                out.text("change", e.change());
                out.text("channel", e.channel());
            }
            case SystemEvent.TokenRotated e -> {
                out.text("token", e.token());
                out.text("channel", e.channel());
            }
            case SystemEvent.CaptureCleared e -> {
                out.number("texts", e.texts());
                out.number("bytes", e.bytes());
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
