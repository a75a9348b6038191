package dev.errata.proxy.upstream.pool;

import dev.errata.proxy.upstream.Upstream;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// An upstream that is ready to be connected to. Connections are reused for the same instance only, so that another key
/// or another trust never meets an old connection.
public final class ModelServer {

    private final Upstream upstream;
    private final @Nullable SslContext tls;

    private ModelServer(Upstream upstream, @Nullable SslContext tls) {
        this.upstream = upstream;
        this.tls = tls;
    }

    /// Prepares an upstream. Reads trusted certificates, so not for an event loop.
    ///
    /// @param trust whom to trust, or null for whom the Java platform trusts
    public static ModelServer of(Upstream upstream, @Nullable TrustManagerFactory trust) {
        if (!upstream.secure()) {
            return new ModelServer(upstream, null);
        }
        try {
            return new ModelServer(
                    upstream,
                    SslContextBuilder.forClient()
                            .trustManager(trust)
                            .endpointIdentificationAlgorithm("HTTPS")
                            .build());
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no usable TLS", e);
        }
    }

    public Upstream upstream() {
        return upstream;
    }

    @Nullable
    SslContext tls() {
        return tls;
    }

    /// The host without the brackets of an IPv6 address.
    String host() {
        String host = upstream.base().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// What belongs into `Host`.
    public String authority() {
        int port = upstream.base().getPort();
        String host = upstream.base().getHost().toLowerCase(Locale.ROOT);
        return port < 0 || port == (upstream.secure() ? 443 : 80) ? host : host + ":" + port;
    }

    /// What stands before every path, without a slash at its end.
    public String prefix() {
        String path = upstream.base().getRawPath();
        return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
