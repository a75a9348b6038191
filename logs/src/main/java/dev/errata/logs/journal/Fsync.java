package dev.errata.logs.journal;

import java.time.Duration;

/// When records that were written are forced to the disk. A process that is killed loses nothing under any of these;
/// they differ in what a machine that loses its power may lose.
public sealed interface Fsync {

    /// After each batch: what a receipt was given for is on disk a moment later. The default.
    Fsync BATCH = new Batch();

    /// After each batch.
    record Batch() implements Fsync {}

    /// At most that long after a batch. A loss of power may cost what was written meanwhile.
    record Interval(Duration longest) implements Fsync {
        public Interval {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("fsync interval " + longest);
            }
        }
    }

    /// When the operating system likes. After a loss of power the anchor may name records that the disk never got,
    /// which a check then tells as a cut tail.
    record Never() implements Fsync {}
}
