package dev.errata.logs.journal;

import java.time.Duration;

/// How large and how slow the journal may become.
///
/// | limit | default | meaning |
/// |---|---|---|
/// | `segmentBytes` | 64 MiB | a segment that would grow beyond it is followed by a new one |
/// | `queueBound` | 4,096 | events that wait; from here on [Journal#pressed] |
/// | `anchorDelay` | 100 ms | from a batch on disk to its anchor's commit, shared with later batches |
/// | `correctionsBytes` | 10 MiB | size at which `corrections.log` and `navigation_fixes.log` are rotated; 5 older ones
/// are kept |
public record JournalLimits(long segmentBytes, int queueBound, Duration anchorDelay, long correctionsBytes) {

    public static final JournalLimits DEFAULTS = new JournalLimits(64L << 20, 4096, Duration.ofMillis(100), 10L << 20);

    public JournalLimits {
        if (segmentBytes < 1 || queueBound < 1 || anchorDelay.isNegative() || correctionsBytes < 1) {
            throw new IllegalArgumentException("journal limits: " + segmentBytes + ", " + queueBound + ", "
                    + anchorDelay + ", " + correctionsBytes);
        }
    }
}
