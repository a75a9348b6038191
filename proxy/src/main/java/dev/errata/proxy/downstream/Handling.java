package dev.errata.proxy.downstream;

import io.netty.handler.codec.http.HttpContent;

/// What deals with the request at hand. One at a time per connection.
///
/// **Thread:** the connection's event loop.
sealed interface Handling permits Forwarding, ControlCall {

    /// Whether it takes the next piece of the request's body now.
    boolean wantsContent();

    /// Takes a piece of the request's body; it is its to release.
    void content(HttpContent piece);

    /// What came at once has been given: what was written may go out.
    void settled();

    /// The request's body cannot be trusted, or does not go on: nothing more of it comes.
    void spoiled(Fault fault);

    /// The client is gone.
    void clientGone();
}
