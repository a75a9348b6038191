package dev.errata.proxy.exchange;

/// Counts the tokens of a text as the model that wrote it does.
///
/// **Thread:** one that may block.
@FunctionalInterface
public interface TokenCounter {
    /// Nobody knows.
    long UNKNOWN = -1;

    /// Nobody can be asked.
    TokenCounter NONE = (server, text) -> UNKNOWN;

    /// How many there are.
    ///
    /// @param server the model server's name
    /// @return [#UNKNOWN] if it does not tell
    long count(String server, String text);
}
