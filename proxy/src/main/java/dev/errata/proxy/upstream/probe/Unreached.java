package dev.errata.proxy.upstream.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/// Says in words for people why an address was not reached. Messages of exceptions are left out where they may quote a request.
final class Unreached {
    private Unreached() {}

    static String reason(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "the host name is not known";
            }
        }
        return switch (failure) {
            case HttpConnectTimeoutException _ -> "the connection was not taken in time";
            case ConnectException _ -> "nothing listens there";
            case NoRouteToHostException _ -> "there is no way to that host";
            case SSLException tls -> "the secure connection failed: " + tls.getMessage();
            default -> "it broke the connection off or does not speak HTTP";
        };
    }
}
