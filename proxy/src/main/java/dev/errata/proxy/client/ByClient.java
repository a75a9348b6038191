package dev.errata.proxy.client;

import dev.errata.rules.text.Globs;
import java.util.List;

/// A value for each client: of the first row whose pattern means its name, else the standard one.
public record ByClient<T>(List<Row<T>> rows, T standard) {
    public ByClient {
        rows = List.copyOf(rows);
    }

    /// One value for all.
    public static <T> ByClient<T> all(T standard) {
        return new ByClient<>(List.of(), standard);
    }

    /// The value of the client with that name.
    public T of(String client) {
        for (Row<T> row : rows) {
            if (Globs.matches(row.glob(), client)) {
                return row.value();
            }
        }
        return standard;
    }

    /// One row.
    ///
    /// @param glob `*` is any text, `?` any character, case does not count
    public record Row<T>(String glob, T value) {}
}
