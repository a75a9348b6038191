package dev.errata.proxy;

import dev.errata.proxy.upstream.Upstream;

/// What the proxy is asked to be. A new value replaces the old one as a whole, at run time.
///
/// @param host address to listen on, a loopback one
/// @param port 1 to 65535, or 0 for a free one
/// @param upstream the model server
public record ProxyConfig(String host, int port, Upstream upstream) {
    public ProxyConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }
}
