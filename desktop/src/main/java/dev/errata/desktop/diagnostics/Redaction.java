package dev.errata.desktop.diagnostics;

import java.util.regex.Pattern;

/// Takes secrets out of a log line: what follows `Authorization`, `x-api-key` and their like, and `Bearer` tokens.
///
/// It works on the finished line, so that exceptions' messages are covered too, at every level.
final class Redaction {
    private static final Pattern HEADER =
            Pattern.compile("(?i)((?:proxy-)?authorization|x-api-key|api[-_]key|owner-token|set-cookie|cookie)"
                    + "(\"?\\s*[:=]\\s*\"?)((?:bearer|basic)\\s+)?[^\\s\",;}\\]]+");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)(\\s+)[A-Za-z0-9._~+/=-]{6,}");
    private static final Pattern KEY = Pattern.compile("\\bsk-[A-Za-z0-9_-]{8,}");

    private Redaction() {}

    static String of(String line) {
        String headers = HEADER.matcher(line).replaceAll("$1$2$3***");
        String bearers = BEARER.matcher(headers).replaceAll("$1$2***");
        return KEY.matcher(bearers).replaceAll("sk-***");
    }
}
