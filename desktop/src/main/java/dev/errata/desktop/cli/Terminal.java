package dev.errata.desktop.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// The process a command believes to run in.
///
/// @param os as the system property `os.name`
/// @param user the user's own folder
/// @param attended whether somebody sits at it, so that an editor can be opened
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> env,
        String os,
        Path user,
        boolean attended) {
    public Terminal {
        env = Map.copyOf(env);
    }
}
