package dev.errata.proxy.upstream;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// One model server.
///
/// @param name how people call it, for instance `llama.cpp` or `practice`
/// @param base `http` or `https`, host, port and an optional path prefix; no user info, query or fragment
/// @param apiKey sent as `Authorization: Bearer` where the client sent none; null for none; never shown or logged
public record Upstream(String name, URI base, @Nullable Secret apiKey) {

    /// Checks the address.
    ///
    /// @throws IllegalArgumentException with a message for people if it is not an absolute http(s) address
    public Upstream {
        String scheme = base.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw new IllegalArgumentException("not an http or https address: " + base);
        }
        if (base.getHost() == null
                || base.getUserInfo() != null
                || base.getQuery() != null
                || base.getFragment() != null) {
            throw new IllegalArgumentException("an upstream is scheme://host:port and at most a path: " + base);
        }
    }

    public boolean secure() {
        return "https".equalsIgnoreCase(base.getScheme());
    }

    /// The port, with the scheme's default filled in.
    public int port() {
        return base.getPort() >= 0 ? base.getPort() : secure() ? 443 : 80;
    }

    /// A string that never shows itself.
    public record Secret(String value) {
        @Override
        public String toString() {
            return "***";
        }
    }
}
