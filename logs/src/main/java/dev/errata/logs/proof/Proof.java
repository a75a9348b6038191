package dev.errata.logs.proof;

/// What can be said of one exchange.
public sealed interface Proof {

    /// What its record says; 0 and empty texts where there is none.
    ///
    /// @param seq the record's number
    /// @param rewrites how many it names
    record Claim(long seq, String rawSha256, String sentSha256, int rewrites) {}

    /// Its raw text is kept, and with the recorded rewrites it is the text that was sent.
    ///
    /// @param lanes text streams that were compared
    record Proved(Claim claim, int lanes) implements Proof {}

    /// The record stands, but there is no text to compare it with.
    ///
    /// @param reason why there is none
    record HashesOnly(Claim claim, String reason) implements Proof {}

    /// Something is not as the record says.
    ///
    /// @param reason what differs from what
    record Differs(Claim claim, String reason) implements Proof {}

    /// The record itself cannot be trusted: the chain does not hold up to it.
    ///
    /// @param reason where the chain breaks and how
    record BrokenChain(Claim claim, String reason) implements Proof {}

    /// The journal has no end of such an exchange.
    ///
    /// @param reason what else is known, empty if nothing
    record NotFound(String reason) implements Proof {}

    /// The question could not be answered.
    record Unreadable(Claim claim, String reason) implements Proof {}
}
