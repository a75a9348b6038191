package dev.errata.rules.patch.apply;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.patch.artifact.ArtifactLimits;
import dev.errata.rules.patch.artifact.Artifacts;
import dev.errata.rules.store.FakeJournal;
import dev.errata.rules.store.RuleSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A home with its database, its artifacts and a pen, and a workspace beside it.
public final class PenHome implements AutoCloseable {
    public static final Actor ADA = new Actor("ada", Actor.Channel.CLI);

    public final Path home;
    public final Path folder;
    public final FakeJournal journal = new FakeJournal();
    public final SqliteDatabase database;
    public final Artifacts artifacts;
    public final FilePen pen;
    public final KeptWorkspaces workspaces;

    public PenHome(Path top) {
        this(top, RealDisk::new, ArtifactLimits.USUAL, InstantSource.system());
    }

    PenHome(Path top, Disk.Opener disks, ArtifactLimits limits, InstantSource clock) {
        try {
            home = Files.createDirectories(top.resolve("home"));
            folder = Files.createDirectories(top.resolve("work")).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = SqliteDatabase.open(home.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), clock);
        artifacts = new Artifacts(database, journal, home, limits, clock, new Random(7));
        pen = new FilePen(artifacts, database, disks);
        workspaces = new KeptWorkspaces(artifacts, pen);
    }

    public Workspaces.Workspace add() {
        return workspaces.add(folder, ADA);
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    void put(String path, String text) throws IOException {
        Files.createDirectories(file(path).resolveSibling(""));
        Files.writeString(file(path), text);
    }

    static NavigableMap<WorkspacePath, Optional<FileImage>> places(Object... pairs) {
        NavigableMap<WorkspacePath, Optional<FileImage>> places = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Optional<FileImage> image = switch (pairs[i + 1]) {
                case FileImage given -> Optional.of(given);
                case String text -> Optional.of(FileImage.text(text));
                default -> Optional.empty();
            };
            places.put(new WorkspacePath((String) pairs[i]), image);
        }
        return places;
    }

    static FileImage link(String target) {
        return new FileImage(FileMode.LINK, Content.of(target));
    }

    static FileImage program(String text) {
        return new FileImage(FileMode.EXECUTABLE, Content.of(text));
    }

    /// Nothing.
    static final Object GONE = new Object();

    /// An order whose `before` is what stands there.
    Pen.Order order(NavigableMap<WorkspacePath, Optional<FileImage>> after) {
        String id = workspaces.list().getFirst().id();
        return new Pen.Order(id, "p", pen.look(id, after.keySet()), after, "patch", ADA);
    }

    Pen.Outcome write(Object... pairs) {
        return pen.write(order(places(pairs)));
    }

    /// Everything in a folder, rights and all, as text: equal for equal folders.
    static NavigableMap<String, String> all(Path folder) throws IOException {
        NavigableMap<String, String> all = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                all.put(folder.relativize(dir) + "/", "");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String said = attributes.isSymbolicLink()
                        ? "-> " + Files.readSymbolicLink(file)
                        : PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))
                                + " " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                all.put(folder.relativize(file).toString(), said);
                return FileVisitResult.CONTINUE;
            }
        });
        return all;
    }

    @Override
    public void close() {
        database.close();
    }
}
