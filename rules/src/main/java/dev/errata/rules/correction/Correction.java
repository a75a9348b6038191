package dev.errata.rules.correction;

import java.time.Instant;

/// Whether exchanges are corrected.
public sealed interface Correction {

    /// New exchanges are corrected.
    record On() implements Correction {}

    /// New exchanges pass byte for byte.
    record Off() implements Correction {}

    /// Off until then, on afterwards.
    record Paused(Instant until) implements Correction {}
}
