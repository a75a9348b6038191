package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;

/// What files hash to: the same for what gates saw and for what was written after them.
public final class ResultHash {
    private ResultHash() {}

    /// Hex SHA-256 over every place, what stands there and its mode; a place with nothing counts.
    public static String of(NavigableMap<WorkspacePath, Optional<FileImage>> places) {
        var text = new StringBuilder("errata places 1\n");
        places.forEach((path, image) -> text.append(image.map(file ->
                                file.mode().octal() + " " + file.content().sha256())
                        .orElse("gone"))
                .append(' ')
                .append(path)
                .append('\n'));
        return Content.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
