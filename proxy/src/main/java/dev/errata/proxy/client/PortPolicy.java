package dev.errata.proxy.client;

/// What the port asks of clients and grants them. A new value replaces the old one as a whole, at run time; a request
/// is judged by the one in force when it begins.
///
/// @param origins which web pages may use it
/// @param clients who has a token
/// @param required whether a request needs one; without any client nobody could have one, so nobody needs it
/// @param exposed whether other machines can reach the port: then a token is needed in any case
/// @param capture how much is kept of whose exchanges
/// @param limits how much who may ask
public record PortPolicy(
        Origins origins,
        KnownClients clients,
        boolean required,
        boolean exposed,
        ByClient<CaptureLevel> capture,
        ByClient<ClientLimit> limits) {

    /// This machine's programs may do anything, and all is kept.
    public static final PortPolicy OPEN = new PortPolicy(
            Origins.USUAL,
            KnownClients.NOBODY,
            false,
            false,
            ByClient.all(CaptureLevel.FULL),
            ByClient.all(ClientLimit.NONE));

    /// Whether a request without a client's token is refused.
    public boolean asksForToken() {
        return exposed || (required && !clients.all().isEmpty());
    }

    /// The same for a port that other machines can reach, or cannot.
    public PortPolicy exposed(boolean reached) {
        return exposed == reached ? this : new PortPolicy(origins, clients, required, reached, capture, limits);
    }
}
