package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Puts trees on a disk for other programs, and reads them back.
public final class DiskTree {

    private DiskTree() {}

    /// What a program said and how it ended.
    public record Run(int code, String said) {}

    public static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    public static void write(Path folder, NavigableMap<WorkspacePath, FileImage> tree) {
        tree.forEach((path, image) -> {
            try {
                Path file = folder.resolve(path.value());
                Files.createDirectories(file.getParent());
                if (image.mode() == FileMode.LINK) {
                    Files.createSymbolicLink(file, Path.of(image.content().text()));
                    return;
                }
                Files.write(file, image.content().bytes());
                if (image.mode() == FileMode.EXECUTABLE) {
                    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
                    rights.add(PosixFilePermission.OWNER_EXECUTE);
                    Files.setPosixFilePermissions(file, rights);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public static NavigableMap<WorkspacePath, FileImage> read(Path folder) throws IOException {
        NavigableMap<WorkspacePath, FileImage> tree = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> Files.isSymbolicLink(file) || Files.isRegularFile(file))
                    .toList();
        }
        for (Path file : files) {
            FileImage image = Files.isSymbolicLink(file)
                    ? new FileImage(
                            FileMode.LINK,
                            Content.of(Files.readSymbolicLink(file).toString()))
                    : new FileImage(
                            Files.isExecutable(file) ? FileMode.EXECUTABLE : FileMode.FILE,
                            Content.of(Files.readAllBytes(file)));
            tree.put(new WorkspacePath(folder.relativize(file).toString()), image);
        }
        return tree;
    }

    public static Run run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("said", ".txt");
        try {
            var builder = new ProcessBuilder(command);
            builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment()
                    .put(
                            "GIT_CEILING_DIRECTORIES",
                            folder.resolve("..").normalize().toString());
            builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("it hangs: " + command);
            }
            return new Run(process.exitValue(), new String(Files.readAllBytes(said), StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
        }
    }
}
