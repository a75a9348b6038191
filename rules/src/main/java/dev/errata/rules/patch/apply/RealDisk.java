package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.WorkspacePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The disk.
///
/// Where the system lets a folder be held open ([SecureDirectoryStream]), every folder on the way to a place is opened
/// from the one above it and never through a link, and the place is then named in the folder that is open: whoever
/// puts a link in the way meanwhile gains nothing. Making a folder or a link, and everything on other systems, goes by
/// name, and the way is looked at before and after.
final class RealDisk implements Disk {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS);

    private final Path top;
    private final boolean posix;

    RealDisk(Path top) {
        this.top = top;
        this.posix = top.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Done in a folder.
    private interface Work<T> {
        T in(DirectoryStream<Path> folder) throws IOException;
    }

    private Path path(String path) throws IOException {
        try {
            return top.resolve(path);
        } catch (InvalidPathException e) {
            throw new IOException("this system cannot name " + path, e);
        }
    }

    private static Path name(WorkspacePath path) {
        return Path.of(path.name());
    }

    /// Looks whether each folder above a place is one, and no link.
    ///
    /// @return whether all are there
    private boolean way(WorkspacePath path) throws IOException {
        path(path.value());
        if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)
                || !top.toRealPath().equals(top)) {
            throw new EscapeException(path, "the workspace's folder is another one now, or gone");
        }
        Path folder = top;
        List<String> names = path.names();
        for (String name : names.subList(0, names.size() - 1)) {
            folder = folder.resolve(name);
            if (Files.isSymbolicLink(folder)) {
                throw new EscapeException(path, "the way leads through the link " + top.relativize(folder));
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    /// Does something in the folder of a place, from which no link was followed.
    private <T> T inFolder(WorkspacePath path, Work<T> work) throws IOException {
        if (!way(path)) {
            throw new NoSuchFileException(path.value(), null, "its folder is not there");
        }
        List<String> names = path.names();
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(top)) {
            T result = below(folder, names.subList(0, names.size() - 1), work);
            if (!(folder instanceof SecureDirectoryStream<Path>)) {
                way(path);
            }
            return result;
        }
    }

    private static <T> T below(DirectoryStream<Path> folder, List<String> names, Work<T> work) throws IOException {
        if (names.isEmpty() || !(folder instanceof SecureDirectoryStream<Path> held)) {
            return work.in(folder);
        }
        try (var next = held.newDirectoryStream(Path.of(names.getFirst()), LinkOption.NOFOLLOW_LINKS)) {
            return below(next, names.subList(1, names.size()), work);
        }
    }

    @Override
    public Standing look(WorkspacePath path) throws IOException {
        if (!way(path)) {
            return Standing.NOTHING;
        }
        try {
            Path file = path(path.value());
            if (!posix) {
                return standing(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), "");
            }
            var attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return standing(attributes, PosixFilePermissions.toString(attributes.permissions()));
        } catch (NoSuchFileException e) {
            return Standing.NOTHING;
        }
    }

    private static Standing standing(BasicFileAttributes attributes, String permissions) {
        if (attributes.isSymbolicLink()) {
            return new Standing(Kind.LINK, "");
        }
        if (attributes.isRegularFile()) {
            return new Standing(Kind.FILE, permissions);
        }
        return new Standing(attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER, permissions);
    }

    @Override
    public byte[] read(WorkspacePath path, Kind kind) throws IOException {
        if (kind == Kind.LINK) {
            way(path);
            String target = Files.readSymbolicLink(path(path.value())).toString();
            way(path);
            return target.getBytes(StandardCharsets.UTF_8);
        }
        return inFolder(path, folder -> {
            var bytes = new ByteArrayOutputStream();
            try (SeekableByteChannel in = folder instanceof SecureDirectoryStream<Path> held
                    ? held.newByteChannel(name(path), READ)
                    : Files.newByteChannel(path(path.value()), READ)) {
                ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                while (in.read(buffer) >= 0) {
                    bytes.write(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
            }
            return bytes.toByteArray();
        });
    }

    @Override
    public List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        if (!folder.isEmpty()) {
            way(new WorkspacePath(folder + "/x"));
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(folder))) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public void create(WorkspacePath path, byte[] bytes, String permissions, boolean executable) throws IOException {
        inFolder(path, folder -> {
            boolean held = folder instanceof SecureDirectoryStream<Path>;
            try (SeekableByteChannel out = folder instanceof SecureDirectoryStream<Path> open
                    ? open.newByteChannel(name(path), NEW)
                    : Files.newByteChannel(path(path.value()), NEW)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                if (posix) {
                    permit(held ? (SecureDirectoryStream<Path>) folder : null, path, permissions, executable);
                }
                if (out instanceof FileChannel file) {
                    file.force(true);
                }
            }
            return path;
        });
    }

    private void permit(
            @Nullable SecureDirectoryStream<Path> folder, WorkspacePath path, String permissions, boolean executable)
            throws IOException {
        PosixFileAttributeView view = folder == null
                ? Files.getFileAttributeView(
                        path(path.value()), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                : folder.getFileAttributeView(name(path), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> usual = view.readAttributes().permissions();
        Set<PosixFilePermission> wanted = Permissions.of(
                permissions.isEmpty() ? usual : PosixFilePermissions.fromString(permissions), executable);
        if (!wanted.equals(usual)) {
            view.setPermissions(wanted);
        }
    }

    @Override
    public void link(WorkspacePath path, byte[] target) throws IOException {
        way(path);
        try {
            Path leadsTo = top.getFileSystem().getPath(new String(target, StandardCharsets.UTF_8));
            Files.createSymbolicLink(path(path.value()), leadsTo);
        } catch (InvalidPathException | UnsupportedOperationException e) {
            throw new IOException("this system cannot make the link " + path, e);
        }
        way(path);
    }

    @Override
    public void move(WorkspacePath from, WorkspacePath to) throws IOException {
        inFolder(
                from,
                source -> inFolder(to, target -> {
                    if (source instanceof SecureDirectoryStream<Path> here
                            && target instanceof SecureDirectoryStream<Path> there) {
                        here.move(name(from), there, name(to));
                    } else {
                        Files.move(
                                path(from.value()),
                                path(to.value()),
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                    return to;
                }));
    }

    @Override
    public void delete(WorkspacePath path) throws IOException {
        inFolder(path, folder -> {
            if (folder instanceof SecureDirectoryStream<Path> held) {
                held.deleteFile(name(path));
            } else {
                Files.delete(path(path.value()));
            }
            return path;
        });
    }

    @Override
    public void makeFolder(WorkspacePath path) throws IOException {
        way(path);
        Files.createDirectory(path(path.value()));
        way(path);
    }

    @Override
    public void removeFolder(WorkspacePath path) throws IOException {
        inFolder(path, folder -> {
            if (folder instanceof SecureDirectoryStream<Path> held) {
                held.deleteDirectory(name(path));
            } else {
                Files.delete(path(path.value()));
            }
            return path;
        });
    }

    @Override
    public void force(String folder) throws IOException {
        if (posix) { // elsewhere a folder cannot be opened, and the system looks after its names itself
            try (FileChannel channel = FileChannel.open(path(folder), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
