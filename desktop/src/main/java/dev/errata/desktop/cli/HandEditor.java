package dev.errata.desktop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The user's own editor, on a file of its own, as git starts it: `VISUAL`, else `EDITOR`, read by the shell.
///
/// **Source:** git-var(1), `GIT_EDITOR`.
final class HandEditor {
    private final Terminal terminal;

    HandEditor(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What came of it.
    sealed interface Edited {}

    /// It was left with this text.
    ///
    /// @param file where it stands until somebody deletes it
    record Text(String text, Path file) implements Edited {}

    /// It could not be started, or ended with an error.
    record Failed(String reason) implements Edited {}

    /// Lets the person at the terminal edit a text.
    ///
    /// @param name of the file, by whose end editors choose their colours
    Edited edit(String text, String name) {
        if (!terminal.attended()) {
            return new Failed("There is no terminal to open an editor on; give the new text with --file FILE, or"
                    + " --file - for standard input.");
        }
        String editor = editor();
        if (editor.isEmpty()) {
            return new Failed("Neither VISUAL nor EDITOR names an editor; set one, or give the new text with --file.");
        }
        Path file;
        try {
            file = Files.createTempDirectory("errata-edit-").resolve(name);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("A file to edit cannot be made: " + e.getMessage(), e);
        }
        return run(editor, file);
    }

    /// What a file is called in which a hunk of another is edited: only its kind is taken over, for an editor's
    /// colours. An agent chose the rest of the name, and on Windows it would pass through a command line.
    static String name(String path) {
        String kind = path.substring(path.lastIndexOf('.') + 1);
        return kind.length() < path.length() && kind.matches("[A-Za-z0-9]{1,16}") ? "hunk." + kind : "hunk.txt";
    }

    private String editor() {
        String visual = terminal.env().getOrDefault("VISUAL", "").strip();
        return visual.isEmpty() ? terminal.env().getOrDefault("EDITOR", "").strip() : visual;
    }

    private Edited run(String editor, Path file) {
        boolean windows = terminal.os().toLowerCase(Locale.ROOT).contains("win");
        // The shell reads the words, as an editor may have options; the file is none of its words.
        List<String> command = windows
                ? List.of("cmd", "/c", editor, file.toString())
                : List.of("sh", "-c", editor + " \"$@\"", editor, file.toString());
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                delete(file);
                return new Failed("The editor '" + editor + "' ended with code " + code + ".");
            }
            return new Text(Files.readString(file, StandardCharsets.UTF_8), file);
        } catch (IOException e) {
            return new Failed("The editor '" + editor + "' cannot be used: " + e.getMessage() + "; what it left is in "
                    + file + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed("The editor was interrupted; what it left is in " + file + ".");
        }
    }

    /// Removes a file that an edit was made in.
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
            Path folder = file.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // Editors leave back-up files; they stand in the system's own folder for such things.
        }
    }
}
