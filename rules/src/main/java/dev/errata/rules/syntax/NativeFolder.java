package dev.errata.rules.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Where native libraries are unpacked to: a folder that only the user can write, since what lies there is run.
///
/// A library that is there already is compared with ours byte for byte, and replaced if it differs.
final class NativeFolder {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;

    NativeFolder(Path folder) {
        this.folder = folder;
    }

    /// What came of it.
    sealed interface Unpacked {
        record At(Path file) implements Unpacked {}

        record Not(String reason) implements Unpacked {}
    }

    Unpacked unpack(String library) {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        String name = platform + "-" + library + (platform.endsWith("macos") ? ".dylib" : ".so");
        try (InputStream in = NativeFolder.class.getResourceAsStream("lib/" + name)) {
            if (in == null) {
                return new Unpacked.Not("there is no library for " + platform);
            }
            return new Unpacked.At(written(name, in.readAllBytes()));
        } catch (IOException | SecurityException e) {
            return new Unpacked.Not("it cannot be unpacked to " + folder + ": " + e);
        }
    }

    static String platform(String system, String machine) {
        String os = system.toLowerCase(Locale.ROOT);
        String arch = machine.equals("amd64") ? "x86_64" : machine.equals("arm64") ? "aarch64" : machine;
        return arch + "-" + (os.contains("linux") ? "linux-gnu" : os.contains("mac") ? "macos" : os);
    }

    private Path written(String name, byte[] bytes) throws IOException {
        boolean posix = makeFolder();
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return file;
        }
        Path fresh = posix
                ? Files.createTempFile(
                        folder,
                        name,
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(folder, name, ".tmp");
        try {
            Files.write(fresh, bytes);
            move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Whether the file system knows rights.
    private boolean makeFolder() throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        boolean posix = parent != null && Files.getFileAttributeView(parent, PosixFileAttributeView.class) != null;
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (posix) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        }
        if (posix && Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains)) {
            throw new IOException("others can write this folder");
        }
        return posix;
    }
}
