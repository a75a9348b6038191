package dev.errata.proxy.exchange;

/// How many tokens the model server says it took and made. It counts what the model wrote, not what the client got.
///
/// [UsageReader] says where the numbers come from.
///
/// @param input of the whole prompt, what came from the server's cache included; -1 if it does not say
/// @param output of all results, reasoning included; -1 if it does not say
/// @param cached how many of the input came from the server's cache; -1 if it does not say
/// @param reasoning how many of the output were reasoning; -1 if it does not say
public record TokenCount(long input, long output, long cached, long reasoning) {

    /// Nothing is known.
    public static final TokenCount UNKNOWN = new TokenCount(-1, -1);

    /// Counts of a server that says no more.
    public TokenCount(long input, long output) {
        this(input, output, -1, -1);
    }
}
