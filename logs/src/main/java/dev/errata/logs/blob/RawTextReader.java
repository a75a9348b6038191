package dev.errata.logs.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Reads the kept raw texts of a home without ever writing to it, beside a running writer and without one.
///
/// **Thread:** any that may block; it keeps no open file and no state.
public final class RawTextReader {

    private final Path folder;

    /// @param home an Errata home, which need not exist
    public RawTextReader(Path home) {
        this.folder = RawFolder.of(home);
    }

    /// What came of looking for an exchange's text.
    public sealed interface Found {}

    /// Here it is.
    public record Kept(RawText text) implements Found {}

    /// It was not kept, or is not kept any more.
    public record Gone() implements Found {}

    /// There is a file that nobody of this version wrote so.
    ///
    /// @param reason what is wrong with it
    public record Spoilt(String reason) implements Found {}

    /// There is a file that cannot be read.
    ///
    /// @param reason what the file system says
    public record Unreadable(String reason) implements Found {}

    /// Looks for an exchange's raw text.
    public Found find(String exchange) {
        if (!RawFolder.isId(exchange)) {
            return new Gone();
        }
        try {
            RawText text = RawTextCodec.decode(Files.readAllBytes(RawFolder.file(folder, exchange)));
            return text.exchange().equals(exchange)
                    ? new Kept(text)
                    : new Spoilt("it says to be of exchange " + text.exchange());
        } catch (NoSuchFileException e) {
            return new Gone();
        } catch (IllegalArgumentException e) {
            return new Spoilt(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Unreadable(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /// How many are kept, and their size, as one who owns the home would say.
    ///
    /// @throws UncheckedIOException if the folder is there and cannot be read
    public RawTexts.Status status() {
        try {
            List<String> ids = RawFolder.ids(folder);
            long bytes = 0;
            for (String id : ids) {
                bytes += RawFolder.file(folder, id).toFile().length();
            }
            return new RawTexts.Status(ids.size(), bytes, 0, "");
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read.", e);
        }
    }

    /// The ids of the newest exchanges that are kept, newest first.
    ///
    /// @throws UncheckedIOException if the folder is there and cannot be read
    public List<String> newest(int limit) {
        try {
            List<String> ids = RawFolder.ids(folder);
            return ids.subList(Math.max(0, ids.size() - limit), ids.size()).reversed();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read.", e);
        }
    }
}
