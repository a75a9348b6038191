package dev.errata.desktop.rules;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one rule matched, corrected or only observed, as far back as was counted.
///
/// @param last when it last did, null for never
record Hits(long count, @Nullable Instant last) {
    static final Hits NONE = new Hits(0, null);

    Hits plus(Instant at) {
        return new Hits(count + 1, last == null || at.isAfter(last) ? at : last);
    }
}
