package dev.errata.proxy.upstream.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/// Says in words for people why an address was not reached. Messages of exceptions are left out where they may quote a
/// request.
final class Unreached {
    static final String NOT_HTTP = "it broke the connection off or does not speak HTTP";

    private Unreached() {}

    static String reason(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> "the host name is not known";
            case ConnectException _ -> "nothing listens there";
            case NoRouteToHostException _ -> "there is no way to that host";
            case SSLException tls -> "the secure connection failed: " + tls.getMessage();
            default -> NOT_HTTP;
        };
    }
}
