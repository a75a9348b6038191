package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// One look at one address: a few GET requests over one connection, all of them within one time limit.
///
/// The connection ends with the look. A pooled one would sit on one of llama-server's few HTTP threads all the time, and the
/// JDK's client may not send `Connection: close`.
///
/// **Thread:** the one that made it; blocks, so a virtual one.
final class Look implements AutoCloseable {
    private static final long MOST_BYTES = 4 << 20;

    private final URI base;
    private final @Nullable Secret key;
    private final Duration limit;
    private final long deadline;
    private final HttpClient client;

    Look(URI base, @Nullable Secret key, Duration limit) {
        this.base = base;
        this.key = key;
        this.limit = limit;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .executor(task -> Thread.ofVirtual().name("errata-probe-io").start(task))
                .build();
    }

    /// What the address says at a path.
    Said get(String path) {
        String root = base.toString();
        String address = (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).header("User-Agent", "errata-probe");
        if (key != null) {
            request.header("Authorization", "Bearer " + key.value());
        }
        CompletableFuture<HttpResponse<String>> coming =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            // Waiting here and not HttpRequest.timeout: that one ends with the headers, and a body can trickle for ever.
            var response = coming.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return new Answer(response.statusCode(), response.headers().firstValue("server").orElse(""), response.body());
        } catch (TimeoutException e) {
            return new Nothing(true, "no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            return Nothing.because(e.getCause() instanceof IOException io ? io : new IOException(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Nothing(true, "the look was broken off");
        } finally {
            coming.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /// What came back.
    sealed interface Said {}

    /// An answer in HTTP.
    ///
    /// @param server the Server header, empty if there was none
    record Answer(int status, String server, String body) implements Said {

        boolean ok() {
            return status == 200;
        }

        boolean wantsKey() {
            return status == 401 || status == 403;
        }

        /// The body as JSON, a missing node if it is none.
        JsonNode json() {
            try {
                return JsonMapper.shared().readTree(body);
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }
    }

    /// No answer.
    record Nothing(boolean slow, String reason) implements Said {

        static Nothing because(IOException cause) {
            return new Nothing(false, Unreached.reason(cause));
        }
    }
}
