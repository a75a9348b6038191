package dev.errata.proxy.upstream.pool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how long a server keeps an idle connection: `Keep-Alive: timeout=5, max=100`.
///
/// **Source:** RFC 2068 section 19.7.1.1, as llama-server and Node send it; `wire.md` 1.3.
final class KeepAlive {

    private static final Pattern TIMEOUT = Pattern.compile("(?i)(?:^|[,;\\s])timeout=\\s*\"?(\\d{1,6})");

    private KeepAlive() {}

    /// Seven tenths of what the server says, since its clock began to run before ours.
    ///
    /// @param header the header's value, or empty
    static long restMillis(String header) {
        Matcher timeout = TIMEOUT.matcher(header);
        return timeout.find() ? Long.parseLong(timeout.group(1)) * 700 : Long.MAX_VALUE;
    }
}
