package dev.errata.proxy.control;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells this machine's own addresses from foreign ones, against DNS rebinding and against web pages that reach for the
/// port.
///
/// Names are judged by their letters alone and never looked up: a name that resolves to loopback today is just what a
/// rebinding attack brings.
final class LocalOnly {
    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]/@?#\\s]+)(:\\d{1,5})?");

    private LocalOnly() {}

    /// Whether a `Host` header names this machine.
    static boolean host(String header) {
        var authority = AUTHORITY.matcher(header.strip());
        return authority.matches() && loopback(authority.group(1));
    }

    /// Whether an `Origin` header comes from this machine; `null` and other schemes than http and https do not.
    static boolean origin(String header) {
        try {
            URI origin = new URI(header.strip());
            String scheme = origin.getScheme();
            boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
            return web && origin.getRawAuthority() != null && host(origin.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean loopback(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.equals("[::1]")
                || IPV4_LOOPBACK.matcher(lower).matches();
    }
}
