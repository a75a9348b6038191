package dev.errata.proxy.transport.kind;

import java.util.List;

/// Which transport is in use, and why none that would be faster, or the one that was wished for.
///
/// @param passedOver what was tried before it and does not work here, each with its reason; for people
public record TransportState(TransportKind kind, List<String> passedOver) {
    public TransportState {
        passedOver = List.copyOf(passedOver);
    }

    /// In one line.
    public String text() {
        return passedOver.isEmpty() ? kind.word() : kind.word() + " (" + String.join("; ", passedOver) + ")";
    }
}
