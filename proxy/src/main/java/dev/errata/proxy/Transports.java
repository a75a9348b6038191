package dev.errata.proxy;

import dev.errata.proxy.transport.Transport;
import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.transport.kind.TransportState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells which transport would be used here, without a proxy.
public final class Transports {

    private static final Duration STOP = Duration.ofSeconds(1);

    private Transports() {}

    /// Tries it out. Blocks for a moment.
    ///
    /// @param wished as [NettyProxyServer] takes it
    public static TransportState look(@Nullable TransportKind wished) {
        Transport transport = Transport.start(1, wished);
        try {
            return transport.state();
        } finally {
            transport.stop(STOP);
        }
    }
}
