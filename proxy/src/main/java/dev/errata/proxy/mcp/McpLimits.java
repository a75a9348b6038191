package dev.errata.proxy.mcp;

import java.time.Duration;

/// How long and how much agents may wait.
///
/// | limit | usual | beyond it |
/// |---|---|---|
/// | `answer` | 100 ms | a proposal that is still being read is answered with a ticket |
/// | `patience` | 45 s | a call that waits says that it is still pending: most clients give up at 60 s |
/// | `progress` | 15 s | a waiting call tells its client that it lives |
/// | `waits` | 64 | a call does not wait, and says so |
/// | `readings` | 16 | a proposal is refused for now, and says so |
public record McpLimits(Duration answer, Duration patience, Duration progress, int waits, int readings) {

    /// As in the table.
    public static final McpLimits USUAL =
            new McpLimits(Duration.ofMillis(100), Duration.ofSeconds(45), Duration.ofSeconds(15), 64, 16);

    public McpLimits {
        if (answer.isNegative() || patience.isNegative() || !progress.isPositive() || waits < 0 || readings < 1) {
            throw new IllegalArgumentException(
                    "not limits: " + answer + ", " + patience + ", " + progress + ", " + waits + ", " + readings);
        }
    }
}
