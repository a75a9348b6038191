package dev.errata.logs.event;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a record's fields back into the event that they were written from, by the names and types of its components:
/// the codecs write each component once and under its own name, which a test holds them to.
final class EventReader {
    private EventReader() {}

    /// The event; empty if its type is unknown or a field is missing or of another type. Only a field that may be null
    /// may be missing: records from before it was kept have none.
    static Optional<Event> read(JsonNode body) {
        return Vocabulary.of(body.path("type").asString("")).flatMap(kind -> read(kind.form(), body));
    }

    private static Optional<Event> read(Class<? extends Event> form, JsonNode body) {
        RecordComponent[] components = form.getRecordComponents();
        var types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            JsonNode node = body.path(EventKind.field(components[i]));
            values[i] = value(components[i].getGenericType(), node);
            boolean isNone = node.isNull() || node.isMissingNode();
            if (values[i] == null && !(isNone && isNullable(components[i]))) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(form.getDeclaredConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has its canonical constructor: " + form, e);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// The value, null if the node has none of that type.
    private static @Nullable Object value(Type type, JsonNode node) {
        if (type == String.class) {
            return node.isString() ? node.asString() : null;
        }
        if (type == long.class) {
            return node.isIntegralNumber() ? (Long) node.asLong() : null;
        }
        if (type == int.class) {
            return node.isIntegralNumber() ? (Integer) node.asInt() : null;
        }
        if (type == boolean.class) {
            return node.isBoolean() ? (Boolean) node.asBoolean() : null;
        }
        if (type == Instant.class) {
            return instant(node);
        }
        if (type == StateEvent.Context.class) {
            return node.isObject() ? context(node) : null;
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            return node.isObject() ? texts(node) : null;
        }
        return type instanceof ParameterizedType list && node.isArray()
                ? list(list.getActualTypeArguments()[0], node)
                : null;
    }

    private static StateEvent.Context context(JsonNode node) {
        return new StateEvent.Context(text(node.path("run")), text(node.path("workstream")));
    }

    private static Map<String, @Nullable String> texts(JsonNode node) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        node.forEachEntry((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static @Nullable Instant instant(JsonNode node) {
        try {
            return node.isString() ? Instant.parse(node.asString()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable List<Object> list(Type type, JsonNode node) {
        var values = new ArrayList<Object>(node.size());
        for (JsonNode each : node) {
            Object value =
                    type == RewriteEntry.class ? rewrite(each) : value(type == Integer.class ? int.class : type, each);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private static RewriteEntry rewrite(JsonNode node) {
        return new RewriteEntry(
                node.path("lane").asString(""),
                node.path("rule").asLong(0),
                node.path("rule_type").asString(""),
                node.path("start").asLong(-1),
                node.path("before").asString(""),
                after(node),
                node.path("confidence").asDouble(0),
                node.path("shadow").asBoolean(false),
                withheld(node));
    }

    private static RewriteEntry.@Nullable Withheld withheld(JsonNode node) {
        JsonNode length = node.path("before_length");
        return length.isIntegralNumber()
                ? new RewriteEntry.Withheld(
                        length.asInt(),
                        node.path("after_length").asInt(-1),
                        node.path("before_sha256").asString(""),
                        node.path("after_sha256").asString(""))
                : null;
    }

    private static @Nullable String after(JsonNode node) {
        JsonNode units = node.path("after_units");
        JsonNode after = node.path("after");
        try {
            return units.isString()
                    ? EventCodec.fromUnits(units.asString())
                    : after.isString() ? after.asString() : null;
        } catch (IllegalArgumentException e) {
            return null; // no units: the text that was put there is not told
        }
    }
}
