package dev.errata.logs.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which records are wanted; null asks for all.
///
/// @param type a type, or its beginning up to a dot, for instance `exchange`
/// @param from first instant wanted
/// @param to first instant not wanted
/// @param exchange an exchange's id
/// @param rule id of a rule that matched
/// @param text words, each the beginning of a word in the record, without regard to case or accents; words between
///     quotes follow each other
/// @param model a model's name, with `*` for any characters
/// @param client a client's name, with `*` for any characters
public record JournalQuery(
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String exchange,
        @Nullable Long rule,
        @Nullable String text,
        @Nullable String model,
        @Nullable String client) {

    /// Every record.
    public static final JournalQuery ALL = new JournalQuery(null, null, null, null, null, null);

    /// A query for any model and client.
    public JournalQuery(
            @Nullable String type,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String exchange,
            @Nullable Long rule,
            @Nullable String text) {
        this(type, from, to, exchange, rule, text, null, null);
    }
}
