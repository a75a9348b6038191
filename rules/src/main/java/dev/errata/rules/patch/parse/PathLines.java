package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells which lines name a file: a path alone, as models write it above a block.
final class PathLines {
    private static final Pattern DECORATION =
            Pattern.compile("^[\\s#*`>]*(?:(?i:file(?:name)?|path):\\s*)?[*`\\s]*|[\\s*`:]*$");
    private static final Pattern TOKEN = Pattern.compile("[\\w.@+~$()\\[\\]\\p{L}/\\\\-]{1,300}");
    private static final Pattern EXTENSION = Pattern.compile(".*[^/.]?\\.[A-Za-z0-9_+-]{1,12}");
    private static final Set<String> KNOWN = Set.of(
            "Makefile",
            "Dockerfile",
            "Containerfile",
            "LICENSE",
            "README",
            "Gemfile",
            "Rakefile",
            "Procfile",
            "Jenkinsfile",
            "Vagrantfile",
            "CODEOWNERS",
            "Justfile",
            "BUILD",
            "WORKSPACE");
    private static final int LOOKS_BACK = 3;

    private PathLines() {}

    /// The path that a line consists of.
    static Optional<String> path(String line) {
        String plain = DECORATION.matcher(TextLines.bare(line)).replaceAll("");
        return looksLikePath(plain) ? Optional.of(plain) : Optional.empty();
    }

    /// Whether a word looks like a path and like nothing else.
    static boolean looksLikePath(String word) {
        if (!TOKEN.matcher(word).matches() || word.startsWith("http:") || word.endsWith("/")) {
            return false;
        }
        boolean named = EXTENSION.matcher(word).matches() && !word.matches("[\\d.]+") && !word.matches("\\.{2,}");
        return named || KNOWN.contains(word) || (word.indexOf('/') > 0 && !word.contains("//"));
    }

    /// The path in one of the few lines above another, the nearest first; lines of fences and empty ones do not count.
    static Optional<String> above(List<String> lines, int at) {
        for (int i = at - 1; i >= Math.max(0, at - LOOKS_BACK); i--) {
            String line = lines.get(i);
            if (Fence.open(line).isPresent()) {
                Optional<String> inFence = Fence.open(line).flatMap(fence -> infoPath(fence.info()));
                if (inFence.isPresent()) {
                    return inFence;
                }
                continue;
            }
            if (line.isBlank()) {
                continue;
            }
            return path(line);
        }
        return Optional.empty();
    }

    /// The path in a fence's info string: `ts src/a.ts`, `src/a.ts`, `ts:src/a.ts`, `title="src/a.ts"`.
    static Optional<String> infoPath(String info) {
        for (String word : info.strip().split("\\s+", -1)) {
            String plain = word.replaceFirst("^(?i:title|file|filename|path|name)=", "")
                    .replaceAll("[\"'{}]", "");
            if (looksLikePath(plain)) {
                return Optional.of(plain);
            }
            int colon = plain.indexOf(':');
            if (colon > 0 && looksLikePath(plain.substring(colon + 1))) {
                return Optional.of(plain.substring(colon + 1));
            }
        }
        return Optional.empty();
    }
}
