package dev.errata.proxy.downstream;

import java.time.Duration;

/// How long a client may take to say what it wants. A model server may take any time: a request that waits for a free
/// slot gets nothing at all until there is one (`wire.md` 1.4).
///
/// | limit | default | beyond it |
/// |---|---|---|
/// | head, from its first byte to its last | 30 s | 408, closed |
/// | pause within a body that is being taken | 60 s | 408, closed |
/// | rest between two requests; zero for any | 300 s | closed |
///
/// **Source:** RFC 9110 section 15.5.9.
public record ClientTimes(Duration head, Duration pause, Duration idle) {

    public static final ClientTimes DEFAULT =
            new ClientTimes(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(300));
}
