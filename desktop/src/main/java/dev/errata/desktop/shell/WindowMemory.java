package dev.errata.desktop.shell;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the window was left: sizes, columns, the screen at the front. A file of its own beside the settings, because it
/// changes with every drag and means nothing to anybody but the window. What cannot be read or written is forgotten,
/// never an error.
///
/// **Thread:** any; [#save] and reading touch the disk.
final class WindowMemory {
    private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();
    private boolean changed;

    private WindowMemory(Path file) {
        this.file = file;
    }

    static WindowMemory read(Path file) {
        var memory = new WindowMemory(file);
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            properties.forEach((key, value) -> memory.values.put(key.toString(), value.toString()));
        } catch (NoSuchFileException e) {
            // The first time there is nothing to remember.
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("{} cannot be read; the window begins as if it were new", file, e);
        }
        return memory;
    }

    synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// The number under a key, empty if there is none that is one.
    Optional<Double> number(String key) {
        return get(key).flatMap(text -> {
            try {
                double value = Double.parseDouble(text);
                return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    synchronized void put(String key, String value) {
        if (!value.equals(values.put(key, value))) {
            changed = true;
        }
    }

    void put(String key, double value) {
        put(key, Double.toString(Math.round(value * 1000) / 1000.0));
    }

    /// Writes what changed since the last time, in one atomic step.
    synchronized void save() {
        if (!changed) {
            return;
        }
        changed = false;
        var text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.info("{} cannot be written; the window will not remember its looks", file, e);
        }
    }
}
