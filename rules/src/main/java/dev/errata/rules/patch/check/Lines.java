package dev.errata.rules.patch.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Reads the tables of this package: one entry per line, `#` begins a comment.
final class Lines {
    private Lines() {}

    /// The lines of a resource of this package; empty if there is none of that name.
    static Optional<List<String>> of(String resource) {
        try (InputStream in = Lines.class.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
