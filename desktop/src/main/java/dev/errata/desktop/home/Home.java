package dev.errata.desktop.home;

import dev.errata.logs.problem.HomeProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The folder that holds everything Errata keeps for one user.
///
/// It is looked for in this order: `--home`, `ERRATA_HOME`, the platform's own data folder (`$XDG_DATA_HOME/errata` or
/// `~/.local/share/errata`, `~/Library/Application Support/Errata`, `%LOCALAPPDATA%\Errata`).
///
/// **Source**: XDG Base Directory Specification 0.8 (a relative `XDG_DATA_HOME` is to be ignored).
///
/// @param folder absolute
public record Home(Path folder) {

    /// Finds the home.
    ///
    /// @param wanted the value of `--home`, null if it was not given
    /// @param env the environment
    /// @param os the value of the system property `os.name`
    /// @param user the user's own folder
    public static HomeResult find(@Nullable String wanted, Map<String, String> env, String os, Path user) {
        String named = wanted != null ? wanted : env.getOrDefault("ERRATA_HOME", "");
        Path folder;
        try {
            folder = named.isBlank() ? platform(env, os, user) : Path.of(named);
        } catch (InvalidPathException e) {
            return refused("'" + named + "' is not a path. Name another folder with --home DIR.");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        if (Files.exists(absolute.resolve("pom.xml"))) {
            return refused(absolute + " is a source checkout (it holds a pom.xml) and cannot be"
                    + " Errata's home."
                    + " Name another folder with --home DIR or ERRATA_HOME.");
        }
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            return refused(absolute + " is a file, not a folder. Name another folder with --home DIR or ERRATA_HOME.");
        }
        return new HomeResult.Found(new Home(absolute));
    }

    private static HomeResult.Refused refused(String reason) {
        return new HomeResult.Refused(HomeProblem.NOT_A_HOME.said(reason));
    }

    private static Path platform(Map<String, String> env, String os, Path user) {
        String system = os.toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return user.resolve("Library/Application Support/Errata");
        }
        if (system.contains("windows")) {
            String local = env.getOrDefault("LOCALAPPDATA", "");
            return (local.isBlank() ? user.resolve("AppData/Local") : Path.of(local)).resolve("Errata");
        }
        String data = env.getOrDefault("XDG_DATA_HOME", "");
        boolean usable = !data.isBlank() && Path.of(data).isAbsolute();
        return (usable ? Path.of(data) : user.resolve(".local/share")).resolve("errata");
    }

    /// Makes the folder, for its user alone, if it is not there.
    ///
    /// @throws IOException if it cannot be made
    public void create() throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Private.directory(folder);
        }
    }

    /// Whether it exists.
    public boolean exists() {
        return Files.isDirectory(folder);
    }

    /// Whether files can be made in it, or it could be created.
    public boolean writable() {
        Path at = folder;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at != null && Files.isWritable(at);
    }

    /// `errata.toml`.
    public Path settings() {
        return folder.resolve("errata.toml");
    }

    /// `errata.db`.
    public Path database() {
        return folder.resolve("errata.db");
    }

    /// The folder of the journal and the diagnostics.
    public Path logs() {
        return folder.resolve("logs");
    }

    Path lock() {
        return folder.resolve("lock");
    }
}
