package dev.errata.desktop.audit;

import dev.errata.logs.read.Verification;
import java.time.Instant;

/// What is known about the chain.
sealed interface ChainState {

    /// Nobody has looked yet.
    record Unknown() implements ChainState {}

    /// It is being checked.
    record Checking() implements ChainState {}

    /// It was checked.
    record Checked(Verification found, Instant at) implements ChainState {}

    /// A person stopped the check; nothing is known.
    record Cancelled() implements ChainState {}

    /// The check broke off by a fault of ours.
    record Failed(String reason) implements ChainState {}
}
