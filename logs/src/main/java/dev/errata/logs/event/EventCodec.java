package dev.errata.logs.event;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// Turns an event into its canonical JSON line, and back. Each family of events has a codec of its own behind this one,
/// which names its fields.
///
/// The order of keys is fixed: `seq`, `ts`, `type`, then the event's own in the order of its components, then `prev`,
/// and
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
                case TrafficEvent traffic -> TrafficCodec.write(fields, traffic);
                case RulesEvent rules -> RulesCodec.write(fields, rules);
                case PatchEvent patch -> PatchCodec.write(fields, patch);
                case ApprovalEvent approval -> ApprovalCodec.write(fields, approval);
                case StateEvent state -> StateCodec.write(fields, state);
                case SessionEvent session -> SessionCodec.write(fields, session);
                case SystemEvent system -> SystemCodec.write(fields, system);
            }
            fields.text("prev", prev);
            out.writeEndObject();
        }
        byte[] line = bytes.toByteArray();
        return Arrays.copyOf(line, line.length - 1);
    }

    /// The event that a whole record was written from; empty if this Errata does not know its type or a field is not as
    /// it should be.
    ///
    /// Instants have milliseconds and halves of surrogate pairs are U+FFFD, as in the file.
    ///
    /// @param record parsed
    public static Optional<Event> decode(JsonNode record) {
        return EventReader.read(record);
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
}
