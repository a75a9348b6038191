package dev.errata.proxy.metrics;

import dev.errata.proxy.upstream.UpstreamCircuit;
import dev.errata.proxy.upstream.probe.UpstreamStatus;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What is read off at the moment of a look, and not counted.
///
/// @param started exchanges since the start
/// @param queued events that wait for the journal
/// @param circuits the servers' breakers
/// @param servers the servers as they were seen last
public record Readings(
        LongSupplier started,
        IntSupplier queued,
        Supplier<List<UpstreamCircuit>> circuits,
        Supplier<List<UpstreamStatus>> servers) {}
