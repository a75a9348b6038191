package dev.errata.desktop.packs;

import dev.errata.rules.pack.PackFile;
import dev.errata.rules.pack.RuleFile;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Remark;
import dev.errata.rules.pack.RuleFile.Rules;
import dev.errata.rules.store.OldDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// A file of rules that a person names: its text, whatever kind it is.
///
/// **Thread:** a platform thread that may block.
///
/// @param text of a pack or of regex scripts; an old database is turned into a pack
/// @param name what to call a pack that does not name itself
/// @param remarks about turning it
public record RuleText(String text, String name, List<Remark> remarks) {
    private static final String STANDARD = "-";
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    public RuleText {
        remarks = List.copyOf(remarks);
    }

    /// Why a file cannot be used.
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /// Reads a file.
    public static RuleText of(Path file) throws Unusable {
        return of(file.toString(), InputStream.nullInputStream());
    }

    /// Reads what the argument names; `-` is standard input.
    public static RuleText of(String argument, InputStream standard) throws Unusable {
        try {
            if (argument.equals(STANDARD)) {
                return new RuleText(utf8(standard.readAllBytes(), "Standard input"), "imported", List.of());
            }
            Path file = Path.of(argument);
            byte[] bytes = Files.readAllBytes(file);
            String name = name(argument);
            return isDatabase(bytes)
                    ? database(file, name)
                    : new RuleText(utf8(bytes, argument), name, List.of());
        } catch (NoSuchFileException e) {
            throw new Unusable("There is no file " + argument + ".");
        } catch (IOException | InvalidPathException e) {
            throw new Unusable("The file " + argument + " cannot be read: " + e.getMessage());
        }
    }

    /// The file's name without its ending.
    public static String name(String argument) {
        Path file = Path.of(argument).getFileName();
        String name = file == null ? "" : file.toString();
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name : name.substring(0, dot);
    }

    /// The rules in it.
    ///
    /// @param asked what to call a pack that does not name itself; empty for the file's name
    public RuleFile.Reading read(String asked) {
        return RuleFile.read(text, asked.isBlank() ? name : asked);
    }

    private static boolean isDatabase(byte[] bytes) {
        return bytes.length >= SQLITE.length
                && ByteBuffer.wrap(bytes, 0, SQLITE.length).equals(ByteBuffer.wrap(SQLITE));
    }

    private static RuleText database(Path file, String name) throws Unusable {
        return switch (OldDatabase.read(file, name)) {
            case Rules rules -> new RuleText(PackFile.write(rules.pack()), name, rules.remarks());
            case NoRules(String reason) -> throw new Unusable(reason);
        };
    }

    private static String utf8(byte[] bytes, String what) throws Unusable {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Unusable(what + " is no text in UTF-8.");
        }
    }
}
