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
/// @param text found anywhere in the record, without regard to case
public record JournalQuery(
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String exchange,
        @Nullable Long rule,
        @Nullable String text) {

    /// Every record.
    public static final JournalQuery ALL = new JournalQuery(null, null, null, null, null, null);
}
