package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import java.util.Map;

/// Hands a request to the routes of its first path segment.
public record Routing(Map<String, OwnerRoutes> resources) implements OwnerRoutes {
    public Routing {
        resources = Map.copyOf(resources);
    }

    @Override
    public Reply handle(Request request) {
        OwnerRoutes resource = resources.get(request.segments().getFirst());
        return resource == null
                ? ControlError.NO_ROUTE.reply("Nothing answers at " + request.path() + ".")
                : resource.handle(request);
    }
}
