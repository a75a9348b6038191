package dev.errata.proxy.control;

import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.control.ControlPlane.ControlRequest;
import dev.errata.proxy.control.ControlPlane.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a control plane as the listener would, and keeps what the owner's routes were handed.
final class ControlClient {
    static final String OWNER = "owner-0123456789abcdef";
    static final String AGENT = "agent-0123456789abcdef";

    final List<OwnerRoutes.Request> handed = new ArrayList<>();
    private final ControlPlane plane;

    ControlClient(HealthSource health) {
        plane = new ErrataControl(new ControlTokens(OWNER, AGENT), health, request -> {
            handed.add(request);
            return new OwnerRoutes.Reply(200, "{\"done\":true}");
        });
    }

    ControlClient(OwnerRoutes routes) {
        plane = new ErrataControl(new ControlTokens(OWNER, AGENT), ControlClient::well, routes);
    }

    ControlClient() {
        this(ControlClient::well);
    }

    private static HealthReport well() {
        return new HealthReport(List.of(HealthReport.Component.proxy(HealthReport.Status.HEALTHY, "listens")));
    }

    Answer get(String target, @Nullable String token) {
        return send("GET", target, token, "");
    }

    Answer send(String method, String target, @Nullable String token, String body, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(more));
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase("host"))) {
            headers.add(new Header("Host", "127.0.0.1:11435"));
        }
        if (token != null) {
            headers.add(new Header("Authorization", "Bearer " + token));
        }
        if (!body.isEmpty()
                && headers.stream().noneMatch(header -> header.name().equals("Content-Type"))) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        return sendExactly(method, target, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer sendExactly(String method, String target, List<Header> headers, byte[] body) {
        String[] parts = target.split("\\?", 2);
        List<ControlReply> replies = new ArrayList<>();
        String query = parts.length == 2 ? parts[1] : "";
        plane.handle(new ControlRequest(method, parts[0], query, headers, body), replies::add);
        if (replies.size() != 1) {
            throw new AssertionError("answered " + replies.size() + " times");
        }
        return new Answer(replies.getFirst());
    }

    record Answer(ControlReply reply) {
        int status() {
            return reply.status();
        }

        String text() {
            return new String(reply.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(text());
        }

        String code() {
            return json().path("error").path("code").stringValue("none");
        }

        String header(String name) {
            return reply.headers().stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst()
                    .orElse("");
        }
    }
}
