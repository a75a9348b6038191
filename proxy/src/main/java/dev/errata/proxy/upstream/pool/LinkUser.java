package dev.errata.proxy.upstream.pool;

import io.netty.handler.codec.http.HttpObject;
import org.jspecify.annotations.Nullable;

/// Who uses a link at the moment.
///
/// **Thread:** called on the link's event loop.
public interface LinkUser {

    /// The link is there and belongs to this user until it is released or closed.
    void connected(UpstreamLink link);

    /// There will be no link.
    void failed(Throwable cause);

    /// Something came; the user has to release it.
    void received(HttpObject message);

    /// What could be read at once has been received.
    void readComplete();

    /// More may be written, or less should be.
    void writabilityChanged();

    /// The link is closed; nothing more comes.
    void closed(@Nullable Throwable cause);
}
