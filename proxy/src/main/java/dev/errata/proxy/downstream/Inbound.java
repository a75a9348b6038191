package dev.errata.proxy.downstream;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
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

    void add(HttpObject object) {
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

    void release() {
        objects.forEach(ReferenceCountUtil::release);
        objects.clear();
        bytes = 0;
    }

    private static int size(HttpObject object) {
        return EACH + (object instanceof HttpContent content ? content.content().readableBytes() : 0);
    }
}
