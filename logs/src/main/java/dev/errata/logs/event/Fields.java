package dev.errata.logs.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes the fields of one record, each value made safe for a line of UTF-8.
final class Fields {
    private static final char REPLACEMENT = '\uFFFD';

    private final JsonGenerator out;

    Fields(JsonGenerator out) {
        this.out = out;
    }

    void text(String name, @Nullable String value) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, wellFormed(value));
        }
    }

    void number(String name, long value) {
        out.writeNumberProperty(name, value);
    }

    void fraction(String name, double value) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeNullProperty(name);
        }
    }

    void flag(String name, boolean value) {
        out.writeBooleanProperty(name, value);
    }

    void time(String name, @Nullable Instant value) {
        text(name, value == null ? null : EventCodec.time(value));
    }

    void texts(String name, List<String> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> out.writeString(wellFormed(value)));
        out.writeEndArray();
    }

    void numbers(String name, List<Integer> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(value -> out.writeNumber(value.intValue()));
        out.writeEndArray();
    }

    void beginList(String name) {
        out.writeArrayPropertyStart(name);
    }

    void endList() {
        out.writeEndArray();
    }

    void beginEntry() {
        out.writeStartObject();
    }

    void endEntry() {
        out.writeEndObject();
    }

    /// The text itself, or a copy in which each lone surrogate is U+FFFD.
    static String wellFormed(String text) {
        int lone = nextLone(text, 0);
        if (lone < 0) {
            return text;
        }
        var copy = new StringBuilder(text);
        for (int at = lone; at >= 0; at = nextLone(text, at + 1)) {
            copy.setCharAt(at, REPLACEMENT);
        }
        return copy.toString();
    }

    private static int nextLone(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }
}
