package dev.errata.desktop.audit;

import dev.errata.desktop.fx.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far back the list goes.
enum Period {
    ALL,
    HOUR,
    TODAY,
    WEEK;

    /// The first instant wanted, null for all.
    @Nullable
    Instant from(Instant now) {
        return switch (this) {
            case ALL -> null;
            case HOUR -> now.minus(Duration.ofHours(1));
            case TODAY ->
                LocalDate.ofInstant(now, ZoneId.systemDefault())
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            case WEEK -> now.minus(Duration.ofDays(7));
        };
    }

    String title() {
        return Words.of("period." + name().toLowerCase(Locale.ROOT));
    }
}
