package dev.errata.proxy.client;

/// How much a client may ask.
///
/// @param perMinute requests within any minute, 0 for any number
/// @param parallel requests at the same time, 0 for any number
public record ClientLimit(int perMinute, int parallel) {

    public static final ClientLimit NONE = new ClientLimit(0, 0);

    public ClientLimit {
        if (perMinute < 0 || parallel < 0) {
            throw new IllegalArgumentException("no limit: " + perMinute + " a minute, " + parallel + " at once");
        }
    }
}
