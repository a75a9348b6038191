package dev.errata.logs.event;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One word of the vocabulary.
///
/// @param family `traffic`, `rules`, `patches`, `approvals`, `states`, `sessions` or `system`
/// @param type what a record of it has as its `type`
/// @param form the record that stands for it in memory
/// @param meaning what it says, for people
public record EventKind(String family, String type, Class<? extends Event> form, String meaning) {
    public EventKind {
        if (!form.isRecord()) {
            throw new IllegalArgumentException("not a record: " + form);
        }
    }

    /// The names of its own fields in a file, in their order.
    public List<String> fields() {
        return Stream.of(form.getRecordComponents()).map(EventKind::field).toList();
    }

    static String field(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
