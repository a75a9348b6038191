package dev.errata.logs.store.entity;

import dev.errata.logs.event.EventCodec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Columns with the values that they are to have. Instants are kept as the journal writes them, lists comma separated,
/// truth as 0 and 1.
///
/// **Thread:** one at a time. **Errors:** [IllegalArgumentException] if an element of a list has a comma in it.
public final class Values {
    private final Map<Column, @Nullable Object> values = new LinkedHashMap<>();

    private Values() {}

    /// No columns yet.
    public static Values none() {
        return new Values();
    }

    /// With one more column, in place of an earlier value of it.
    public Values with(Column column, @Nullable String value) {
        return put(column, value);
    }

    public Values with(Column column, @Nullable Long value) {
        return put(column, value);
    }

    public Values with(Column column, @Nullable Instant value) {
        return put(column, value == null ? null : EventCodec.time(value));
    }

    public Values with(Column column, boolean value) {
        return put(column, value ? 1L : 0L);
    }

    public Values with(Column column, List<String> value) {
        for (String each : value) {
            if (each.isEmpty() || each.indexOf(',') >= 0) {
                throw new IllegalArgumentException("not a word for a list: '" + each + "'");
            }
        }
        return put(column, String.join(",", value));
    }

    private Values put(Column column, @Nullable Object value) {
        values.put(column, value);
        return this;
    }

    Set<Column> columns() {
        return values.keySet();
    }

    @Nullable
    Object get(Column column) {
        return values.get(column);
    }

    Values copy() {
        Values copy = new Values();
        copy.values.putAll(values);
        return copy;
    }

    /// Adds a column unless it is there.
    void ifAbsent(Column column, @Nullable Object value) {
        if (!values.containsKey(column)) {
            values.put(column, value);
        }
    }

    /// As the journal keeps them.
    Map<String, @Nullable String> texts() {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        values.forEach((column, value) -> texts.put(column.sql(), value == null ? null : value.toString()));
        return texts;
    }
}
