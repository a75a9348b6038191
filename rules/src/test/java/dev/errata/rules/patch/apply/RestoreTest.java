package dev.errata.rules.patch.apply;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreTest {
    @TempDir
    Path top;

    private PenHome home;

    @BeforeEach
    void home() {
        home = new PenHome(top);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Version snapshot() {
        return home.workspaces.snapshot(home.workspaces.list().getFirst().id(), PenHome.ADA);
    }

    @Test
    void bringsEverythingBackExactly() throws IOException {
        home.put("a.txt", "one\r\ntwo");
        home.put(".env", "x\n");
        home.put("bin/run", "#!/bin/sh\n");
        home.file("bin/run").toFile().setExecutable(true, false);
        home.put("gone/deep/file", "");
        Files.createDirectories(home.file("empty/nested"));
        Files.createSymbolicLink(home.file("to-a"), Path.of("a.txt"));
        Files.createSymbolicLink(home.file("nowhere"), Path.of("../../nowhere"));
        Workspace workspace = home.add();
        Version first = snapshot();
        var before = PenHome.all(home.folder);

        Files.delete(home.file("gone/deep/file"));
        Files.delete(home.file("gone/deep"));
        Files.delete(home.file("gone"));
        home.put("gone", "a file in the folder's place");
        Files.delete(home.file("empty/nested"));
        home.put("empty/now-full", "x");
        Files.delete(home.file("to-a"));
        home.put("to-a/inside", "a folder in the link's place");
        home.file("bin/run").toFile().setExecutable(false, false);
        home.put("a.txt", "one\ntwo");
        home.put("more/and/more", "x");
        Files.createDirectories(home.file("another/empty"));
        Version second = snapshot();
        var changed = PenHome.all(home.folder);

        assertThat(home.workspaces.preview(first.id())).isPresent();
        Version restored = home.workspaces.restore(first.id(), PenHome.ADA);
        assertThat(PenHome.all(home.folder)).isEqualTo(before);
        assertThat(restored.treeSha256()).isEqualTo(first.treeSha256());
        assertThat(restored.cause()).isEqualTo("restore");
        assertThat(restored.left()).isEmpty();
        assertThat(home.workspaces.preview(first.id())).isEmpty();

        Version again = home.workspaces.restore(second.id(), PenHome.ADA);
        assertThat(PenHome.all(home.folder)).isEqualTo(changed);
        assertThat(again.treeSha256()).isEqualTo(second.treeSha256());
        assertThat(home.workspaces.versions(workspace.id(), 10, 0)).hasSize(4);
    }

    @Test
    void whatTheFolderHeldIsAVersionBefore() throws IOException {
        home.put("a.txt", "old");
        home.add();
        Version first = snapshot();
        home.put("a.txt", "never snapshotted");
        Version restored = home.workspaces.restore(first.id(), PenHome.ADA);
        assertThat(restored.parent()).isNotNull();
        assertThat(home.workspaces
                        .files(requireNonNull(restored.parent()))
                        .file(PenHome.places("a.txt", "").firstKey()))
                .hasValueSatisfying(image -> assertThat(image.content().text()).isEqualTo("never snapshotted"));
    }

    @Test
    void keepsGitAndWhatIsIgnored() throws IOException {
        home.put(".gitignore", "*.log\n");
        home.put("a.txt", "a");
        home.put(".git/HEAD", "ref");
        home.put("logs/x.log", "mine");
        home.add();
        Version first = snapshot();
        home.put(".git/HEAD", "another ref");
        home.put("b.txt", "b");
        home.put("logs/y.txt", "y");
        Version restored = home.workspaces.restore(first.id(), PenHome.ADA);
        assertThat(restored.treeSha256()).isEqualTo(first.treeSha256());
        assertThat(Files.readString(home.file(".git/HEAD"))).isEqualTo("another ref");
        assertThat(Files.readString(home.file("logs/x.log"))).isEqualTo("mine");
        assertThat(home.file("b.txt")).doesNotExist();
    }

    @Test
    void aFileThatNoVersionKnewIsKeptAndSaid() throws IOException {
        home.put("a.txt", "a");
        home.add();
        Version first = snapshot();
        home.put(".gitignore", "secret\n");
        home.put("secret", "mine alone");
        Version restored = home.workspaces.restore(first.id(), PenHome.ADA);
        assertThat(Files.readString(home.file("secret"))).isEqualTo("mine alone");
        assertThat(restored.left()).anyMatch(said -> said.startsWith("secret:"));
    }

    @Test
    void aFolderInTheWayThatHoldsOtherThingsIsAnError() throws IOException {
        home.put("x", "a file");
        home.add();
        Version first = snapshot();
        Files.delete(home.file("x"));
        home.put(".gitignore", "/x/\n");
        home.put("x/ignored", "mine");
        assertThatThrownBy(() -> home.workspaces.restore(first.id(), PenHome.ADA))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not restored");
        assertThat(Files.readString(home.file("x/ignored"))).isEqualTo("mine");
        assertThat(home.file(".gitignore")).exists();
    }

    @Test
    void randomTreesComeBackWithTheirHash() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        scramble(random);
        Workspace workspace = home.add();
        for (int round = 0; round < 12; round++) {
            scramble(random);
            snapshot();
            List<Version> versions = home.workspaces.versions(workspace.id(), 100, 0);
            Version any = versions.get(random.nextInt(versions.size()));
            assertThat(home.workspaces.restore(any.id(), PenHome.ADA).treeSha256())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(any.treeSha256());
        }
    }

    /// Makes and deletes files, links and folders under a few names, so that they get into each other's way.
    private void scramble(Random random) throws IOException {
        for (int i = 0; i < 25; i++) {
            Path path = home.folder;
            for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
                path = path.resolve("n" + random.nextInt(4));
                if (depth > 1 && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    delete(path);
                    Files.createDirectory(path);
                }
            }
            delete(path);
            switch (random.nextInt(5)) {
                case 0 -> Files.createDirectory(path);
                case 1 -> Files.createSymbolicLink(path, Path.of("n" + random.nextInt(4)));
                case 2 -> {}
                default -> {
                    Files.writeString(path, "content " + random.nextInt(5));
                    path.toFile().setExecutable(random.nextBoolean(), false);
                }
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        } else {
            Files.deleteIfExists(path);
        }
    }
}
