package dev.errata.proxy.metrics;

import java.time.Duration;
import java.util.stream.DoubleStream;

/// The bounds of the histograms. Those of OpenTelemetry's names are the ones that it recommends.
final class Buckets {
    private Buckets() {}

    /// Whole answers, and the wait for their beginning.
    static Duration[] operations() {
        return seconds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    }

    /// From chunk to chunk.
    static Duration[] chunks() {
        return seconds(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5);
    }

    /// Tokens of one request.
    static double[] tokens() {
        return DoubleStream.iterate(1, bound -> bound * 4).limit(14).toArray();
    }

    /// What Errata works for one exchange.
    static Duration[] own() {
        return seconds(0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5);
    }

    /// How long text was held.
    static Duration[] held() {
        return seconds(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5);
    }

    private static Duration[] seconds(double... bounds) {
        return DoubleStream.of(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }
}
