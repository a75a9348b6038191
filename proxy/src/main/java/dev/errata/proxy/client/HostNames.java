package dev.errata.proxy.client;

import java.util.Locale;
import java.util.regex.Pattern;

/// Which names in `Host` can be meant for this machine while it is the only one that is served. A page on the web can
/// make its own name point to 127.0.0.1 (DNS rebinding), but its name then stands in `Host`. Nobody on the web owns an
/// address of this machine or of a private network, a name without a dot, or one of the endings kept for local use.
///
/// **Source:** Ollama's check, `wire.md` 2.1; RFC 1918, RFC 4193, RFC 6761, RFC 6762.
public final class HostNames {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern V4 = Pattern.compile("(127|10)(\\." + BYTE + "){3}|192\\.168(\\." + BYTE + "){2}"
            + "|172\\.(1[6-9]|2\\d|3[01])(\\." + BYTE + "){2}|169\\.254(\\." + BYTE + "){2}|0\\.0\\.0\\.0");
    private static final Pattern V6 = Pattern.compile("\\[(::1?|f[cd][0-9a-f:]*|fe[89ab][0-9a-f]:[0-9a-f:]*)]");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_-]+|[a-z0-9_.-]+\\.(localhost|local|internal|home\\.arpa)");
    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");

    private HostNames() {}

    /// Whether the header names this machine as one of it or of its own network would.
    ///
    /// @param host with or without a port; empty if it was not sent, which no browser does
    public static boolean local(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        String bare = PORT.matcher(name).replaceFirst("").replaceFirst("\\.$", "");
        return bare.isEmpty()
                || V4.matcher(bare).matches()
                || V6.matcher(bare).matches()
                || NAME.matcher(bare).matches();
    }
}
