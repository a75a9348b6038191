package dev.errata.logs.blob;

import dev.errata.logs.chain.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder of raw texts: one file per exchange, named by its id, which begins with its time.
///
/// The folder is listed once; from then on its content is known. Should somebody delete files meanwhile, their
/// places in the list empty themselves as they grow old; should the whole folder go, it is made and listed anew.
///
/// **Thread:** confined to the writer, but for what is static.
final class RawFolder {

    private static final String ENDING = ".json";
    private static final String UNFINISHED = ".new";
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private record Kept(Path file, long bytes, Instant at) {}

    private final Path folder;
    private final InstantSource clock;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private long bytes;

    RawFolder(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    static Path of(Path home) {
        return home.resolve("blobs").resolve("raw");
    }

    /// An exchange's file, whether or not it is there.
    ///
    /// @throws IllegalArgumentException if that can be no exchange's id
    static Path file(Path folder, String exchange) {
        if (!ID.matcher(exchange).matches()) {
            throw new IllegalArgumentException("no exchange's id: " + exchange);
        }
        return folder.resolve(exchange + ENDING);
    }

    /// Whether a text can be an exchange's id.
    static boolean isId(String exchange) {
        return ID.matcher(exchange).matches();
    }

    /// The ids of the kept texts, oldest first. A folder that is not there is empty.
    static List<String> ids(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(RawFolder::isId)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    int count() {
        return kept.size();
    }

    long bytes() {
        return bytes;
    }

    /// Learns what is there, and removes what a process that died has left unfinished.
    void list() throws IOException {
        kept.clear();
        bytes = 0;
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(files::add);
        } catch (NoSuchFileException e) {
            return; // made with the first text
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(UNFINISHED)) {
                Files.deleteIfExists(file);
            } else if (name.endsWith(ENDING)) {
                add(file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
            }
        }
    }

    /// Writes one text whole, under its name only when it is complete.
    void write(RawText text) throws IOException {
        byte[] json = RawTextCodec.encode(text);
        try {
            write(text.exchange(), json);
        } catch (NoSuchFileException e) {
            make();
            list();
            write(text.exchange(), json);
        }
    }

    private void write(String exchange, byte[] json) throws IOException {
        Path file = file(folder, exchange);
        Path fresh = folder.resolve(exchange + UNFINISHED);
        try {
            try (SeekableByteChannel out = Files.newByteChannel(fresh, NEW, OwnerOnly.attributes(folder))) {
                ByteBuffer rest = ByteBuffer.wrap(json);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!(e instanceof NoSuchFileException)) {
                Files.deleteIfExists(fresh);
            }
            throw e;
        }
        add(file, json.length, clock.instant());
    }

    /// Removes all, those too that somebody has put there.
    void clear() throws IOException {
        list();
        trim(new RawLimits(0, 0));
    }

    /// Removes the oldest until the limits hold.
    void trim(RawLimits limits) throws IOException {
        Instant youngest = limits.days() == 0 ? Instant.MIN : clock.instant().minus(Duration.ofDays(limits.days()));
        while (!kept.isEmpty()
                && (kept.size() > limits.texts()
                        || bytes > limits.bytes()
                        || kept.getFirst().at().isBefore(youngest))) {
            Kept oldest = kept.getFirst();
            Files.deleteIfExists(oldest.file());
            kept.removeFirst();
            bytes -= oldest.bytes();
        }
    }

    private void add(Path file, long size, Instant at) {
        kept.add(new Kept(file, size, at));
        bytes += size;
    }

    private void make() throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
