package dev.errata.proxy.downstream;

import java.util.Locale;
import java.util.regex.Pattern;

/// Tells names of this machine from all others. A page on the web can make its own name point to 127.0.0.1, but it
/// cannot make a browser send `Host: localhost`.
public final class LoopbackName {

    private static final Pattern V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private LoopbackName() {}

    /// Whether a `Host` header names this machine.
    ///
    /// @param host with or without a port; an absent one is an empty text, which no browser sends
    static boolean inHeader(String host) {
        String name = host.strip();
        if (name.startsWith("[")) {
            int end = name.indexOf(']');
            return end > 0 && is(name.substring(1, end));
        }
        int colon = name.indexOf(':');
        return name.isEmpty() || is(colon < 0 ? name : name.substring(0, colon));
    }

    /// Whether a host name or address is this machine's loopback.
    public static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String bare = name.replaceAll("^\\[(.*)]$", "$1").replaceAll("\\.$", "");
        return bare.equals("localhost")
                || bare.endsWith(".localhost")
                || bare.equals("::1")
                || bare.equals("0:0:0:0:0:0:0:1")
                || V4.matcher(bare).matches();
    }
}
