package dev.errata.proxy.trace;

import java.net.URI;
import java.util.Map;
import java.util.TreeSet;

/// Where traces go: a collector that takes OTLP over HTTP.
///
/// @param endpoint its address; without a path it is `/v1/traces`
/// @param headers what it asks for in addition, often a key; never shown or logged
public record Collector(URI endpoint, Map<String, String> headers) {
    private static final String PATH = "/v1/traces";

    public Collector {
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("not a collector's address: " + endpoint);
        }
        headers = Map.copyOf(headers);
        String path = endpoint.getPath();
        if (path == null || path.isEmpty() || path.equals("/")) {
            endpoint = endpoint.resolve(PATH);
        }
    }

    /// Without the headers' values.
    @Override
    public String toString() {
        return endpoint + " " + new TreeSet<>(headers.keySet());
    }
}
