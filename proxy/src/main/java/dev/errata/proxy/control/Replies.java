package dev.errata.proxy.control;

import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes answers; every one of them says that it is not to be kept and not to be guessed at.
final class Replies {
    private static final List<Header> ALWAYS =
            List.of(new Header("Cache-Control", "no-store"), new Header("X-Content-Type-Options", "nosniff"));

    private Replies() {}

    static ControlReply json(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new ControlReply(status, "application/json; charset=utf-8", ALWAYS, body);
    }

    static ControlReply text(String text) {
        return new ControlReply(200, "text/plain; charset=utf-8", ALWAYS, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Prometheus' text format.
    static ControlReply metrics(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new ControlReply(200, "text/plain; version=0.0.4; charset=utf-8", ALWAYS, body);
    }

    static ControlReply refusal(Refusal refusal) {
        ControlReply reply = json(refusal.error().status(), refusal.error().json(refusal.message()));
        // RFC 9110, 11.6.1: a 401 names the scheme.
        return reply.status() == 401 ? with("WWW-Authenticate", "Bearer realm=\"errata\"", reply) : reply;
    }

    static ControlReply with(String name, String value, ControlReply reply) {
        List<Header> headers = new ArrayList<>(reply.headers());
        headers.add(new Header(name, value));
        return new ControlReply(reply.status(), reply.contentType(), headers, reply.body(), reply.live());
    }
}
