package dev.errata.proxy.downstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/// What has come from a client and waits to be dealt with.
///
/// **Thread:** its connection's event loop.
final class Backlog {

    private static final int MOST = 2 << 20;

    private final ArrayDeque<HttpObject> waiting = new ArrayDeque<>();
    private int bytes;
    private int heads;
    private int pieces;

    /// Takes ownership.
    void add(HttpObject object) {
        if (object instanceof HttpRequest) {
            heads++;
        }
        pieces++;
        bytes += size(object);
        waiting.add(object);
    }

    /// The next one, which is the caller's to release.
    HttpObject remove() {
        HttpObject next = waiting.remove();
        bytes -= size(next);
        return next;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Whether nothing more is to be read for now.
    boolean full() {
        return bytes >= MOST;
    }

    /// Heads that have come so far, dealt with or not.
    int heads() {
        return heads;
    }

    /// Pieces of any kind that have come so far.
    int pieces() {
        return pieces;
    }

    void release() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private static int size(HttpObject object) {
        return 64 + (object instanceof HttpContent content ? content.content().readableBytes() : 0);
    }
}
