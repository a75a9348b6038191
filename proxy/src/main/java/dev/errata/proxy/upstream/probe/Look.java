package dev.errata.proxy.upstream.probe;

import dev.errata.proxy.upstream.Upstream.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// One look at one address: a few requests, all of them within one time limit.
///
/// The old `HttpURLConnection` does this and not `java.net.http`: the newer client takes a quarter of a second and more
/// to come up, so that the first look after a start would find nobody at home; and it may not send `Connection: close`,
/// so that its pooled connection would sit on one of llama-server's few HTTP threads all the time.
///
/// **Thread:** the one that made it; blocks.
final class Look {
    private static final int MOST_BYTES = 4 << 20;

    private final URI base;
    private final @Nullable Secret key;
    private final Duration limit;
    private long leftNanos;

    Look(URI base, @Nullable Secret key, Duration limit) {
        this.base = base;
        this.key = key;
        this.limit = limit;
        this.leftNanos = limit.toNanos();
    }

    /// What the address says at a path.
    Said get(String path) {
        return said(path, null);
    }

    /// What it says to a JSON text.
    Said post(String path, String json) {
        return said(path, json);
    }

    private Said said(String path, @Nullable String json) {
        FutureTask<Said> asking = new FutureTask<>(() -> ask(path, json));
        Thread.ofVirtual().name("errata-probe-io").start(asking);
        long began = System.nanoTime();
        try {
            // The connection's own time-outs begin anew with each byte; this one does not.
            return asking.get(leftNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tooSlow();
        } catch (ExecutionException e) {
            return new Nothing(false, "it could not be asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Nothing(true, "the look was broken off");
        } finally {
            // Waiting alone counts: that classes are loaded between two questions is not the server's fault.
            leftNanos -= System.nanoTime() - began;
            asking.cancel(true); // an interrupt closes the socket that a virtual thread waits for
        }
    }

    private Said ask(String path, @Nullable String json) {
        try {
            HttpURLConnection connection = open(path);
            try {
                if (json != null) {
                    byte[] body = json.getBytes(StandardCharsets.UTF_8);
                    connection.setRequestMethod("POST");
                    connection.setDoOutput(true);
                    connection.setRequestProperty("Content-Type", "application/json");
                    connection.setFixedLengthStreamingMode(body.length);
                    try (OutputStream out = connection.getOutputStream()) {
                        out.write(body);
                    }
                }
                int status = connection.getResponseCode();
                if (status < 0) {
                    return new Nothing(false, Unreached.NOT_HTTP);
                }
                String server = connection.getHeaderField("Server");
                return new Answer(status, server == null ? "" : server, body(connection, status));
            } finally {
                connection.disconnect();
            }
        } catch (SocketTimeoutException e) {
            return tooSlow();
        } catch (IOException e) {
            return new Nothing(false, Unreached.reason(e));
        } catch (IllegalArgumentException e) {
            // Its message quotes the key, so it goes no further.
            return new Nothing(false, "the address or the API key holds characters that cannot be sent");
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        String root = base.toString();
        String address = (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path;
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
        int millis = (int) Math.min(Integer.MAX_VALUE, Math.max(1, limit.toMillis()));
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("User-Agent", "errata-probe");
        if (key != null) {
            connection.setRequestProperty("Authorization", "Bearer " + key.value());
        }
        return connection;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? "" : new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private Nothing tooSlow() {
        return new Nothing(true, "no answer within " + limit.toMillis() + " ms");
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
    record Nothing(boolean slow, String reason) implements Said {}
}
