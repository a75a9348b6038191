package dev.errata.desktop.settings;

import dev.errata.proxy.client.ByClient.Row;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tables of what holds for which client, in one line: `ide* = metadata; ci = off`, or `ci = 60/2`.
public final class PerClient {
    private static final Pattern LIMIT = Pattern.compile("(\\d{1,5})\\s*/\\s*(\\d{1,4})");

    /// Largest number of requests a minute, and at once, that can be set.
    public static final int RATE_MOST = 10_000;

    /// Largest number of requests at once that can be set.
    public static final int PARALLEL_MOST = 1_000;

    private PerClient() {}

    /// The capture levels of a text; empty if it is no such table.
    public static Optional<List<Row<CaptureLevel>>> levels(String text) {
        return rows(text, CaptureLevel::of);
    }

    /// The limits of a text; empty if it is no such table.
    public static Optional<List<Row<ClientLimit>>> limits(String text) {
        return rows(text, PerClient::limit);
    }

    /// The canonical text of capture levels.
    static Optional<String> levelsText(String text) {
        return levels(text).map(rows -> text(rows, CaptureLevel::word));
    }

    /// The canonical text of limits.
    static Optional<String> limitsText(String text) {
        return limits(text).map(rows -> text(rows, limit -> limit.perMinute() + "/" + limit.parallel()));
    }

    private static Optional<ClientLimit> limit(String text) {
        Matcher found = LIMIT.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        int rate = Integer.parseInt(found.group(1));
        int parallel = Integer.parseInt(found.group(2));
        return rate > RATE_MOST || parallel > PARALLEL_MOST
                ? Optional.empty()
                : Optional.of(new ClientLimit(rate, parallel));
    }

    private static <T> Optional<List<Row<T>>> rows(String text, Function<String, Optional<T>> reader) {
        List<Row<T>> rows = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.lastIndexOf('=');
            String glob = equals < 0 ? "" : part.substring(0, equals).strip();
            Optional<T> value = equals < 0
                    ? Optional.empty()
                    : reader.apply(part.substring(equals + 1).strip());
            if (glob.isEmpty() || glob.chars().anyMatch(Character::isISOControl) || value.isEmpty()) {
                return Optional.empty();
            }
            rows.add(new Row<>(glob, value.get()));
        }
        return Optional.of(rows);
    }

    private static <T> String text(List<Row<T>> rows, Function<T, String> word) {
        return rows.stream()
                .map(row -> row.glob() + " = " + word.apply(row.value()))
                .collect(Collectors.joining("; "));
    }
}
