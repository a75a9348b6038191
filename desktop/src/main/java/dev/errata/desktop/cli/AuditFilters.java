package dev.errata.desktop.cli;

import dev.errata.logs.read.JournalQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options that say which records are wanted, the same for every command that chooses records.
final class AuditFilters {
    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "A type, or its beginning up to a dot: exchange.finished, exchange, rule.")
    private @Nullable String type;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From this time on: 2026-01-31 (UTC) or 2026-01-31T12:00:00Z.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
    private @Nullable String until;

    @Option(names = "--exchange", paramLabel = "ID", description = "Of this exchange.")
    private @Nullable String exchange;

    @Option(names = "--rule", paramLabel = "ID", description = "That name this rule.")
    private @Nullable Long rule;

    @Option(names = "--model", paramLabel = "NAME", description = "Of this model; * stands for any characters.")
    private @Nullable String model;

    @Option(names = "--client", paramLabel = "NAME", description = "Of this client; * stands for any characters.")
    private @Nullable String client;

    JournalQuery query(String text) {
        return new JournalQuery(
                type, time(from), time(until), exchange, rule, text.isBlank() ? null : text, model, client);
    }

    /// The same as parameters of the route `audit`.
    Map<String, List<String>> parameters(String text) {
        var parameters = new TreeMap<String, List<String>>();
        put(parameters, "type", type);
        put(parameters, "from", time(from));
        put(parameters, "to", time(until));
        put(parameters, "exchange", exchange);
        put(parameters, "rule", rule);
        put(parameters, "text", text.isBlank() ? null : text);
        put(parameters, "model", model);
        put(parameters, "client", client);
        return parameters;
    }

    private static void put(Map<String, List<String>> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, List.of(value.toString()));
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time; write it as 2026-01-31 or 2026-01-31T12:00:00Z.");
        }
    }
}
