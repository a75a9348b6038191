package dev.errata.desktop.settings;

import com.electronwill.nightconfig.core.io.ParsingException;
import dev.errata.logs.problem.HomeProblem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of a home, kept in `errata.toml`.
///
/// A key that nobody knows is a warning that names the nearest one; a bad value, or a file that is not TOML, keeps the
/// old
/// values and says so. A file that a person edits is read again by [#refresh].
///
/// **Thread:** any; [#set] and [#refresh] touch the disk, so not the FX thread. A read takes the snapshot in force.
public final class Settings {
    private final Path file;
    private volatile State state = new State(Map.of(), List.of(), 0);
    private final List<Change> pending = new ArrayList<>();
    private String seen = "";

    private Settings(Path file) {
        this.file = file;
    }

    /// Reads the file, which may be missing: then every value is the standard one.
    public static Settings read(Path file) {
        Settings settings = new Settings(file);
        settings.load("file");
        var unused = settings.drain();
        return settings;
    }

    /// The value in its canonical form.
    public String value(Setting setting) {
        return state.values.getOrDefault(setting, setting.standard());
    }

    /// The value of a whole number.
    public int number(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    /// The value of a size, in bytes.
    public long bytes(Setting setting) {
        return Kind.Size.bytes(value(setting));
    }

    /// The value of a switch.
    public boolean flag(Setting setting) {
        return Boolean.parseBoolean(value(setting));
    }

    /// Whether the file sets it; otherwise the value is the standard one.
    public boolean isSet(Setting setting) {
        return state.values.containsKey(setting);
    }

    /// What is wrong in the file, for people; empty if nothing is.
    public List<String> warnings() {
        return state.warnings;
    }

    /// Rises with every change: a poller that saw it need not look again.
    public long revision() {
        return state.revision;
    }

    /// As [#set(Setting, String, String)], asked for in the window.
    public SetResult set(Setting setting, String text) {
        return set(setting, text, "window");
    }

    /// Changes one value in the file, in one atomic step, and leaves all else there as it was.
    ///
    /// @param channel who asked: `window`, `cli` or `api`, for the journal
    public synchronized SetResult set(Setting setting, String text, String channel) {
        Optional<String> value = setting.kind().canonical(text);
        if (value.isEmpty()) {
            return new SetResult.Refused("'" + text + "' is no value for " + setting.key() + "; it takes "
                    + setting.kind().bounds() + ". Nothing was changed.");
        }
        try {
            String old = Files.exists(file) ? Files.readString(file) : "";
            Optional<String> changed =
                    TomlText.with(old, setting.key(), setting.kind().toml(value.get()), value.get());
            if (changed.isEmpty()) {
                return new SetResult.Refused(
                        file + " is written in a way that Errata does not dare to change. Nothing was changed;"
                                + " please set "
                                + setting.key() + " in it by hand.");
            }
            replace(changed.get());
        } catch (ParsingException | CharacterCodingException e) {
            return new SetResult.Refused(file + " is not TOML. Nothing was changed; please correct the file first.");
        } catch (IOException e) {
            return new SetResult.Refused(file + " cannot be written (" + e.getMessage()
                    + "). Nothing was changed; check the folder's" + " permissions.");
        }
        load(channel);
        return new SetResult.Changed(value.get(), setting.live());
    }

    /// Reads the file again if it is not the one seen last.
    public synchronized void refresh() {
        if (!mark().equals(seen)) {
            load("file");
        }
    }

    /// What changed since the last call, oldest first; for the one who puts changes into force.
    public synchronized List<Change> drain() {
        List<Change> changes = List.copyOf(pending);
        pending.clear();
        return changes;
    }

    private void load(String channel) {
        seen = mark();
        State old = state;
        List<String> warnings = new ArrayList<>();
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        try {
            read(Files.readString(file), old, values, warnings);
        } catch (NoSuchFileException e) {
            // No file is the ordinary beginning: every value is the standard one.
        } catch (ParsingException | CharacterCodingException e) {
            values.putAll(old.values);
            warnings.add(HomeProblem.SETTING_INVALID.said(
                    file + " is not TOML (" + e.getMessage() + "); the old values stay. Correct the file."));
        } catch (IOException e) {
            values.putAll(old.values);
            warnings.add(file + " cannot be read (" + e.getMessage() + "); the old values stay.");
        }
        state = new State(values, warnings, old.revision + 1);
        for (Setting setting : Setting.values()) {
            String before = old.values.getOrDefault(setting, setting.standard());
            if (!before.equals(value(setting))) {
                pending.add(new Change(setting, before, value(setting), channel));
            }
        }
    }

    private static void read(String text, State old, Map<Setting, String> values, List<String> warnings) {
        TomlText.values(text).forEach((key, found) -> {
            Optional<Setting> setting = Setting.of(key);
            if (setting.isEmpty()) {
                warnings.add(HomeProblem.SETTING_UNKNOWN.said(
                        "errata.toml: unknown key '" + key + "' is ignored; the nearest known one is '"
                                + Setting.nearest(key).key() + "'."));
                return;
            }
            Optional<String> value = setting.get().kind().canonical(found);
            if (value.isPresent()) {
                values.put(setting.get(), value.get());
                return;
            }
            String kept = old.values.getOrDefault(setting.get(), setting.get().standard());
            if (old.values.containsKey(setting.get())) {
                values.put(setting.get(), kept);
            }
            warnings.add(HomeProblem.SETTING_INVALID.said("errata.toml: '" + found + "' is no value for " + key
                    + " (it takes " + setting.get().kind().bounds() + "); '" + kept + "' stays in force."));
        });
    }

    private void replace(String text) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.writeString(fresh, text);
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String mark() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size() + "/" + attributes.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }

    /// A value that differs from before.
    ///
    /// @param channel who asked: `window`, `cli`, `api`, or `file` for a person who edited the file
    public record Change(Setting setting, String from, String to, String channel) {}

    private record State(Map<Setting, String> values, List<String> warnings, long revision) {
        State {
            values = Map.copyOf(values);
            warnings = List.copyOf(warnings);
        }
    }
}
