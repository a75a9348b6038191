package dev.errata.desktop.api;

import dev.errata.proxy.control.OwnerRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Asks the running owner of a home, with the owner's token: the same routes, at a distance.
///
/// **Thread:** any that may block. **Errors:** [UncheckedIOException] if the owner does not answer.
public final class OwnerClient implements OwnerRoutes, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What may run gates, or write a whole tree.
    private static final Pattern LONG = Pattern.compile("(proposals|versions|workspaces)(/.*)?");

    private static final Duration LONG_PATIENCE = Duration.ofHours(6);

    private final String address;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A system-wide HTTP proxy has no business between two processes of one machine.
            .proxy(ProxySelector.of(null))
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /// @param address `http://host:port`
    public OwnerClient(String address, String token) {
        this.address = address;
        this.token = token;
    }

    @Override
    public Reply handle(Request request) {
        String path = Arrays.stream(request.path().split("/", -1))
                .map(OwnerClient::escape)
                .collect(Collectors.joining("/"));
        String query = request.query().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + escape(value)))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(address + "/errata/api/v1/" + path + (query.isEmpty() ? "" : "?" + query)))
                .timeout(LONG.matcher(path).matches() ? LONG_PATIENCE : PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header(CHANNEL_HEADER, request.channel())
                .method(
                        request.method(),
                        request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<String> response = http.send(builder.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while the owner was asked", e));
        }
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
