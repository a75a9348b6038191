package dev.errata.proxy.downstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/// What has come from a client and waits: a pipelined request, a body that the model server does not take yet.
///
/// **Thread:** its connection's event loop.
final class Inbound {

    /// What an object costs beside its bytes, so that many small ones count too.
    private static final int EACH = 64;

    private final ArrayDeque<HttpObject> objects = new ArrayDeque<>();
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
        objects.add(object);
    }

    HttpObject remove() {
        HttpObject next = objects.remove();
        bytes -= size(next);
        return next;
    }

    boolean isEmpty() {
        return objects.isEmpty();
    }

    int bytes() {
        return bytes;
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
        objects.forEach(ReferenceCountUtil::release);
        objects.clear();
        bytes = 0;
    }

    private static int size(HttpObject object) {
        return EACH + (object instanceof HttpContent content ? content.content().readableBytes() : 0);
    }
}
