package dev.errata.proxy.trace;

import dev.errata.proxy.exchange.ExchangeEnd;
import dev.errata.proxy.exchange.ExchangeMeter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The traces of one proxy, sent nowhere until a collector is named.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | exchanges that wait to be told | 2,048 | further ones are not told, and counted |
/// | time a collector has for an answer | 5 s | it counts as away |
/// | time to tell the rest when it is changed or closed | 1 s | the rest is dropped |
///
/// **Thread:** [#ended] from event loops; the others from any thread that may wait.
public final class Traces implements ExchangeMeter, AutoCloseable {
    private final String version;
    private volatile @Nullable Exporting exporting;
    private @Nullable Collector collector;

    /// @param version of the program, for the collector
    public Traces(String version) {
        this.version = version;
    }

    /// Sends to another collector from now on. What was told before still goes to the old one.
    ///
    /// @param next null for none
    public synchronized void use(@Nullable Collector next) {
        if (Objects.equals(next, collector)) {
            return;
        }
        Exporting old = exporting;
        collector = next;
        exporting = next == null ? null : new Exporting(next, version);
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void ended(ExchangeEnd end) {
        Exporting now = exporting;
        if (now != null) {
            now.add(end);
        }
    }

    @Override
    public void close() {
        use(null);
    }
}
