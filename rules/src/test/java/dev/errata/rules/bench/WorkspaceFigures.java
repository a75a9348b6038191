package dev.errata.rules.bench;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.apply.PenHome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Prints how long a workspace of 10,000 files takes: a cold snapshot, a warm one (meant to be 2 s at most), a patch of
/// ten files, and the restore of all files.
///
/// Arguments: a folder (it is left there), how many files.
public final class WorkspaceFigures {
    private WorkspaceFigures() {}

    @SuppressWarnings("SystemOut")
    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long begun = System.nanoTime();
        T result = work.call();
        System.out.printf("%-44s %6.2f s%n", what, (System.nanoTime() - begun) / 1e9);
        return result;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Path top = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("errata-workspace-");
        int files = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        try (var home = new PenHome(top)) {
            make(home.folder, files);
            var workspace = timed("cold snapshot", home::add);
            String first = String.valueOf(workspace.head());
            timed("warm snapshot, files just made", () -> home.workspaces.snapshot(workspace.id(), PenHome.ADA));
            for (int i = 0; i < 3; i++) {
                timed("warm snapshot", () -> home.workspaces.snapshot(workspace.id(), PenHome.ADA));
            }
            Files.writeString(home.folder.resolve("d1/s1/f11.txt"), "changed");
            timed("warm snapshot, one file changed", () -> home.workspaces.snapshot(workspace.id(), PenHome.ADA));
            NavigableMap<WorkspacePath, Optional<FileImage>> after = new TreeMap<>();
            for (int i = 0; i < 10; i++) {
                after.put(new WorkspacePath(path(i)), Optional.of(FileImage.text("patched " + i)));
            }
            var before = home.pen.look(workspace.id(), after.keySet());
            var order = new Pen.Order(workspace.id(), "p", before, after, "patch", PenHome.ADA);
            System.out.println(timed("patch of 10 files", () -> home.pen.write(order))
                    .getClass()
                    .getSimpleName());
            empty(home.folder);
            var restored = timed("restore of all files", () -> home.workspaces.restore(first, PenHome.ADA));
            String wanted = home.workspaces.version(first).orElseThrow().treeSha256();
            System.out.println("tree hash " + (restored.treeSha256().equals(wanted) ? "identical" : "DIFFERENT"));
        }
    }

    private static String path(int i) {
        return "d" + i % 20 + "/s" + i % 10 + "/f" + i + ".txt";
    }

    /// Files of 3 KB in 200 folders; a hundredth of them links, a tenth programs, some folders empty.
    private static void make(Path folder, int files) throws IOException {
        var random = new Random(7);
        for (int i = 0; i < files; i++) {
            Path file = folder.resolve(path(i));
            Files.createDirectories(file.resolveSibling(""));
            if (i % 100 == 99) {
                Files.createSymbolicLink(file, Path.of("f" + (i - 1) + ".txt"));
            } else {
                byte[] bytes = new byte[1_500];
                random.nextBytes(bytes);
                Files.writeString(file, HexFormat.of().formatHex(bytes));
                if (i % 10 == 0) {
                    file.toFile().setExecutable(true, false);
                }
            }
        }
        for (int i = 0; i < 50; i++) {
            Files.createDirectories(folder.resolve("empty/" + i));
        }
    }

    private static void empty(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                if (!dir.equals(folder)) {
                    Files.delete(dir);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
