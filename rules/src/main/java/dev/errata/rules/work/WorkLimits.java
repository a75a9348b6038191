package dev.errata.rules.work;

import java.time.Duration;

/// How many workers there are, and how long they may be silent.
///
/// | limit | default | meaning |
/// |---|---|---|
/// | `fewest` | 2 | workers that are always there |
/// | `most` | 10 | workers when many tasks wait |
/// | `spare` | 30 s | after which an idle worker above `fewest` ends |
/// | `heartbeat` | 60 s | a worker says that it lives |
/// | `unresponsive` | 120 s | silence after which it counts as unresponsive |
/// | `shutdown` | 300 s | silence after which it is given up, and its task has failed |
public record WorkLimits(
        int fewest, int most, Duration spare, Duration heartbeat, Duration unresponsive, Duration shutdown) {

    public static final WorkLimits DEFAULTS = new WorkLimits(
            2, 10, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(120), Duration.ofSeconds(300));

    public WorkLimits {
        boolean sound = fewest > 0
                && most >= fewest
                && !spare.isNegative()
                && heartbeat.isPositive()
                && unresponsive.compareTo(heartbeat) > 0
                && shutdown.compareTo(unresponsive) > 0;
        if (!sound) {
            throw new IllegalArgumentException("not limits: " + fewest + " to " + most + " workers, heartbeat "
                    + heartbeat + " < " + unresponsive + " < " + shutdown);
        }
    }
}
