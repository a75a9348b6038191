package dev.errata.proxy.wire;

import org.jspecify.annotations.Nullable;

/// Cuts a streamed body into its units and keeps every byte of each.
///
/// The concatenation of all units' bytes and [#rest()] is the input, whatever the cuts of the reads; the units do not
/// depend on those.
public sealed interface Splitter permits SseSplitter, LineSplitter {

    /// Longest unit in bytes; a server that sends more without an end gets its answer passed on unread.
    int LIMIT = 8 << 20;

    /// Takes the next bytes.
    void feed(byte[] bytes, int from, int to);

    /// The next complete unit, or null if the bytes so far hold no further one.
    @Nullable
    SseUnit next();

    /// Whether the unit that is still incomplete is longer than [#LIMIT].
    boolean overlong();

    /// Ends the stream: what has no final line end yet, as a unit, or null if there is nothing. Take [#next()] units
    /// first.
    @Nullable
    SseUnit rest();

    /// The bytes that no unit has taken, for passing them on as they are.
    byte[] takeRaw();
}
