package dev.errata.proxy.mcp;

import dev.errata.proxy.control.ControlPlane.ControlRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Which kinds of answer a client takes. The protocol wants both to be named; who names one gets that one.
enum Accepted {
    BOTH,
    JSON,
    EVENTS,
    NOTHING;

    static Accepted of(ControlRequest request) {
        List<String> kinds = request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("accept"))
                .flatMap(header -> Arrays.stream(header.value().split(",", -1)))
                .map(kind -> kind.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .toList();
        // Whoever says nothing, or takes anything, is most likely a person with a plain HTTP client.
        boolean json = kinds.isEmpty()
                || kinds.contains("*/*")
                || kinds.contains("application/*")
                || kinds.contains("application/json");
        boolean events = kinds.contains("text/event-stream") || kinds.contains("text/*");
        return json && events ? BOTH : json ? JSON : events ? EVENTS : NOTHING;
    }
}
