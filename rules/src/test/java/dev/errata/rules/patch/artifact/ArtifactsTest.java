package dev.errata.rules.patch.artifact;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.store.FakeJournal;
import dev.errata.rules.store.RuleSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactsTest {
    private static final Actor ADA = new Actor("ada", Actor.Channel.CLI);
    private static final ArtifactLimits LIMITS = new ArtifactLimits(1_000, 5_000, 4_000, Duration.ofHours(1));

    @TempDir
    Path top;

    private Path folder;
    private SqliteDatabase database;
    private Artifacts artifacts;
    private Duration ahead = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(ahead);
    private final FakeJournal journal = new FakeJournal();

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(top.resolve("work")).toRealPath();
        Path home = Files.createDirectories(top.resolve("home"));
        database = SqliteDatabase.open(home.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), clock);
        artifacts = new Artifacts(database, journal, home, LIMITS, clock, new Random(7));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).resolveSibling(""));
        Files.writeString(folder.resolve(path), text);
    }

    private List<String> places(Version version) {
        return artifacts.tree(version).entries().keySet().stream()
                .map(WorkspacePath::value)
                .toList();
    }

    private Version snapshot() {
        return artifacts.snapshot(artifacts.add(folder, ADA).id());
    }

    private Collector collector() {
        return new Collector(artifacts, database, LIMITS, clock);
    }

    @Test
    void aVersionHoldsWhatTheRulesLeave() throws IOException {
        put(".gitignore", "*.log\n!keep.log\n/build/\n");
        put(".errataignore", "big/\n");
        put("sub/.gitignore", "!x.log\nlocal\n");
        put("sub/.errataignore", "!local\n");
        put(".env", "dot files stay");
        put("a.log", "ignored");
        put("keep.log", "kept");
        put("build/out", "ignored");
        put("sub/build/out", "only the top one is ignored");
        put("sub/x.log", "taken back");
        put("sub/local", "taken back by errata");
        put("big/x", "ignored");
        put(".git/HEAD", "never");
        put("sub/.git", "never");
        Files.createDirectories(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
        Version version = snapshot();
        assertThat(places(version))
                .containsExactly(
                        ".env",
                        ".errataignore",
                        ".gitignore",
                        "empty",
                        "keep.log",
                        "loop",
                        "sub/.errataignore",
                        "sub/.gitignore",
                        "sub/build/out",
                        "sub/local",
                        "sub/x.log");
        assertThat(version.left()).isEmpty();
        assertThat(requireNonNull(artifacts.tree(version).entries().get(new WorkspacePath("loop")))
                        .mode())
                .isEqualTo("120000");
    }

    @Test
    void whatIsLeftOutForAnotherReasonIsSaid() throws Exception {
        put("big.bin", "\0".repeat(2_000));
        put("big.txt", "x".repeat(2_000));
        put("huge.txt", "x".repeat(6_000));
        put("a:b", "no name for every system");
        Process pipe = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertThat(pipe.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Version version = snapshot();
        assertThat(places(version)).containsExactly("big.txt");
        assertThat(version.left())
                .hasSize(4)
                .satisfiesExactly(
                        said -> assertThat(said).startsWith("a:b"),
                        said -> assertThat(said).startsWith("big.bin: it is too big"),
                        said -> assertThat(said).startsWith("huge.txt: it is too big"),
                        said -> assertThat(said).startsWith("pipe"));
        ahead = Duration.ofSeconds(10);
        artifacts.look(version.workspace());
        assertThat(artifacts.snapshot(version.workspace())).isEqualTo(version);
    }

    @Test
    void anUnchangedFolderHasNoNewVersion() throws IOException {
        put("a", "1");
        Version first = snapshot();
        assertThat(snapshot()).isEqualTo(first);
        put("a", "2");
        Version second = snapshot();
        put("a", "1");
        Version third = snapshot();
        assertThat(third.treeSha256()).isEqualTo(first.treeSha256()).isNotEqualTo(second.treeSha256());
        assertThat(third.parent()).isEqualTo(second.id());
        assertThat(artifacts.versions(first.workspace(), 10, 0)).containsExactly(third, second, first);
        assertThat(artifacts.diff(first.id(), third.id())).isEmpty();
        assertThat(artifacts.diff(first.id(), second.id())).isPresent();
        assertThat(journal.events.stream().map(event -> event.type()))
                .containsExactly("workspace.added", "workspace.version", "workspace.version", "workspace.version");
    }

    @Test
    void aChangeInTheSameInstantIsSeen() throws IOException {
        put("a", "000");
        String id = artifacts.add(folder, ADA).id();
        for (int i = 1; i < 150; i++) {
            String text = String.valueOf(1_000 + i).substring(1);
            Files.writeString(folder.resolve("a"), text);
            assertThat(requireNonNull(artifacts.look(id).entries().get(new WorkspacePath("a")))
                            .sha256())
                    .isEqualTo(Content.of(text).sha256());
        }
    }

    @Test
    void doesNotReadWhatHasTheSameStamp() throws IOException {
        put("a", "content");
        String other = artifacts.blobs().put(Content.of("planted"));
        var cache = new StatCache(top.resolve("stats"));
        cache.replace(Map.of("a", new StatCache.Known(Stamp.of(folder.resolve("a")), other)));
        var snapshots = new Snapshots(artifacts.blobs(), LIMITS, clock, Set.of());
        var again = new StatCache(top.resolve("stats"));
        assertThat(requireNonNull(snapshots.take(folder, again).tree().entries().get(new WorkspacePath("a")))
                        .sha256())
                .isEqualTo(other);
        put("a", "CONTENT");
        assertThat(requireNonNull(snapshots.take(folder, again).tree().entries().get(new WorkspacePath("a")))
                        .sha256())
                .isEqualTo(Content.of("CONTENT").sha256());
        Files.writeString(top.resolve("stats"), "damaged");
        assertThat(new StatCache(top.resolve("stats")).of("a", Stamp.of(folder.resolve("a"))))
                .isEmpty();
    }

    @Test
    void aBlobThatIsGoneIsKeptAnew() throws IOException {
        put("a", "content");
        Version version = snapshot();
        ahead = Duration.ofSeconds(10);
        artifacts.look(version.workspace());
        Path blob = artifacts.blobs().file(Content.of("content").sha256());
        Files.delete(blob);
        artifacts.look(version.workspace());
        assertThat(blob).hasContent("content");
    }

    @Test
    void aDamagedBlobIsNeverRead() throws IOException {
        String sha256 = artifacts.blobs().put(Content.of("content"));
        Path blob = artifacts.blobs().file(sha256);
        assertThat(blob.toString())
                .contains("blobs/sha256/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256);
        Files.writeString(blob, "CONTENT");
        assertThatThrownBy(() -> artifacts.blobs().get(sha256)).isInstanceOf(UncheckedIOException.class);
        assertThat(blob.resolveSibling(sha256 + ".damaged")).exists();
        artifacts.blobs().put(Content.of("content"));
        assertThat(artifacts.blobs().get(sha256)).contains(Content.of("content"));
    }

    @Test
    void findsAWorkspaceByIdFolderAndName() throws IOException {
        Workspace workspace = artifacts.add(folder, ADA);
        assertThat(artifacts.add(folder, ADA)).isEqualTo(workspace);
        Files.createSymbolicLink(top.resolve("alias"), folder);
        assertThat(artifacts.find(workspace.id())).contains(workspace);
        assertThat(artifacts.find("work")).contains(workspace);
        assertThat(artifacts.find(top.resolve("alias").toString())).contains(workspace);
        assertThat(artifacts.find("nothing")).isEmpty();
        assertThat(artifacts.version(String.valueOf(workspace.head()).substring(0, 12)))
                .isPresent();
        assertThatThrownBy(() -> artifacts.add(top.resolve("home"), ADA)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> artifacts.add(top.resolve("none"), ADA)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exportsAFolderAnArchiveAndAPatch() throws Exception {
        put("src/a.txt", "old\r\n");
        put("run", "#!/bin/sh\n");
        put("x".repeat(120) + "/\u00fc.txt", "long and not ASCII");
        Files.createDirectories(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("src/a.txt"));
        snapshot();
        assertThat(folder.resolve("run").toFile().setExecutable(true, false)).isTrue();
        put("src/a.txt", "new\r\n");
        Version version = snapshot();
        var export = new Export(artifacts);
        export.write(version.id(), top.resolve("out"));
        same(top.resolve("out"));
        export.write(version.id(), top.resolve("out.tar.gz"));
        Files.createDirectories(top.resolve("untarred"));
        run(top.resolve("untarred"), "tar", "xzf", "../out.tar.gz");
        same(top.resolve("untarred"));
        export.write(version.id(), top.resolve("out.patch"));
        assertThat(top.resolve("out.patch")).content().contains("-old\r\n", "+new\r\n", "new mode 100755");
        for (Path target : List.of(
                folder.resolve("in"),
                folder.resolve("in.tar.gz"),
                top.resolve("out"),
                top.resolve("out.patch"),
                top.resolve("home/in"),
                top)) {
            assertThatThrownBy(() -> export.write(version.id(), target))
                    .as("%s", target)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void run(Path where, String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(where.toFile()).start();
        } catch (IOException e) {
            assumeThat(e).as("%s is not installed", command[0]).isNull();
            return;
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private void same(Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.toList()) {
                Path twin = copy.resolve(folder.relativize(one).toString());
                assertThat(Files.exists(twin, LinkOption.NOFOLLOW_LINKS))
                        .as("%s", twin)
                        .isTrue();
                assertThat(Files.isExecutable(twin)).isEqualTo(Files.isExecutable(one));
                if (Files.isSymbolicLink(one)) {
                    assertThat(Files.readSymbolicLink(twin)).isEqualTo(Files.readSymbolicLink(one));
                } else if (Files.isRegularFile(one)) {
                    assertThat(twin).hasSameBinaryContentAs(one);
                }
            }
        }
    }

    @Test
    void collectsWhatNothingNamesAndSaysBeforeHowMuch() throws IOException {
        put("a", "named");
        snapshot();
        Path raw = Files.createDirectories(top.resolve("home/blobs/raw")).resolve("x.json");
        Files.writeString(raw, "a raw text");
        String orphan = artifacts.blobs().put(Content.of("nobody's"));
        String wanted = artifacts.blobs().put(Content.of("somebody's"));
        assertThat(collector().collect(Set.of()).blobs())
                .as("younger than the grace")
                .isZero();
        ahead = Duration.ofHours(2);
        Collector.Collected said = collector().dryRun(Set.of(wanted));
        assertThat(said).isEqualTo(new Collector.Collected(1, 8, List.of(), 2, 15));
        assertThat(artifacts.blobs().has(orphan)).isTrue();
        assertThat(collector().collect(Set.of(wanted))).isEqualTo(said);
        assertThat(artifacts.blobs().has(orphan)).isFalse();
        assertThat(artifacts.blobs().has(wanted)).isTrue();
        assertThat(raw).exists();
    }

    @Test
    void aQuotaDropsTheOldestVersionsButNoHead() throws IOException {
        for (int i = 0; i < 6; i++) {
            put("a", String.valueOf(i).repeat(1_500));
            put("same", "in all versions");
            snapshot();
        }
        ahead = Duration.ofHours(2);
        List<Version> all = artifacts.versions(artifacts.list().getFirst().id(), 10, 0);
        Collector.Collected said = collector().dryRun(Set.of());
        assertThat(said.versions())
                .containsExactly(
                        all.get(5).id(),
                        all.get(4).id(),
                        all.get(3).id(),
                        all.get(2).id());
        assertThat(collector().collect(Set.of())).isEqualTo(said);
        assertThat(said.keptBytes()).isEqualTo(2 * 1_500 + 15);
        assertThat(artifacts.versions(all.getFirst().workspace(), 10, 0))
                .extracting(Version::id)
                .containsExactly(all.get(0).id(), all.get(1).id());
        assertThat(artifacts.files(all.getFirst().id()).file(new WorkspacePath("a")))
                .isPresent();
    }
}
