package dev.errata.proxy.practice;

/// An answer that is being given.
///
/// **Thread:** the connection's event loop.
sealed interface Telling permits Speech, Letter {

    void begin();

    /// The connection takes bytes again, or no longer.
    void writabilityChanged();

    /// The client is gone: not one more token.
    void stop();
}
