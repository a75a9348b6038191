package dev.errata.rules.patch.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What git itself writes: diffs with renames and modes, mails with several commits, bytes that are no text.
final class GitMailTest {
    @TempDir
    Path repository;

    private FileSource first = FileSource.of(new TreeMap<>());

    @BeforeEach
    void commits() throws Exception {
        assumeTrue(hasGit(), "git is not installed");
        git("init", "-q", "-b", "main");
        git("config", "user.email", "a@example.org");
        git("config", "user.name", "A");
        put("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
        put("b.txt", "one\ntwo\nthree\nfour\nfive\n");
        put("d.txt", "gone\n");
        commit("base");
        first = FileSource.of(tree());
    }

    private static boolean hasGit() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("git %s", command).isZero();
        return out;
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(repository.resolve(name), text);
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    private NavigableMap<WorkspacePath, FileImage> tree() throws IOException {
        NavigableMap<WorkspacePath, FileImage> tree = new TreeMap<>();
        try (Stream<Path> files = Files.list(repository)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(
                        new WorkspacePath(repository.relativize(file).toString()),
                        new FileImage(
                                Files.isExecutable(file) ? FileMode.EXECUTABLE : FileMode.FILE,
                                Content.of(Files.readAllBytes(file))));
            }
        }
        return tree;
    }

    private Reading read(String text) {
        return new PatchReader(List.of()).read(new Submission.Text(text), first);
    }

    private void assertLeadsToTheTree(String text) throws IOException {
        Reading reading = read(text);
        assertThat(reading).as(text).isInstanceOf(Reading.Located.class);
        Patch patch = ((Reading.Located) reading).patch();
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>();
        FileSource result = first.with(patch.result(patch.all()));
        result.paths().forEach(path -> {
            Optional<FileImage> image = result.file(path);
            image.ifPresent(there -> after.put(path, there));
        });
        assertThat(after).isEqualTo(tree());
    }

    private void oneCommit() throws Exception {
        put("a.txt", "1\n2\nthree\n4\n5\n6\n7\n8\n9\n");
        git("mv", "b.txt", "c.txt");
        put("c.txt", "one\ntwo\nthree\nfour\nFIVE\n");
        assertThat(repository.resolve("a.txt").toFile().setExecutable(true)).isTrue();
        Files.delete(repository.resolve("d.txt"));
        put("e.txt", "new, without an end");
        commit("first change\n\n---\nwith a line that looks like the end of the message");
    }

    private void nextCommit() throws Exception {
        put("a.txt", "1\n2\nthree, again\n4\n5\n6\n7\n8\nnine\n");
        put("c.txt", "one\nTWO\nthree\nfour\nFIVE\n");
        put("e.txt", "new, with an end\n");
        commit("second change");
    }

    @Test
    void aDiffWithRenamesModesAndDeletionsLeadsToGitsTree() throws Exception {
        oneCommit();
        String diff = git("diff", "-M", "HEAD~1");
        assertThat(diff).contains("rename from", "new mode 100755", "deleted file", "No newline");
        assertLeadsToTheTree(diff);
        assertLeadsToTheTree(git("diff", "--binary", "--full-index", "HEAD~1"));
    }

    @Test
    void aMailWithOneCommitIsReadWithoutItsWords() throws Exception {
        oneCommit();
        assertLeadsToTheTree(git("format-patch", "-1", "--stdout"));
    }

    @Test
    void mailsWithSeveralCommitsAreOneChangeInTheirOrder() throws Exception {
        oneCommit();
        nextCommit();
        String mails = git("format-patch", "-2", "--stdout");
        assertThat(mails).contains("[PATCH 1/2]", "[PATCH 2/2]");
        assertLeadsToTheTree(mails);
    }

    @Test
    void mailsThatDoNotFitSayHowToProposeThemAsOneDiff() throws Exception {
        oneCommit();
        nextCommit();
        git("commit", "-q", "--allow-empty", "-m", "nothing");
        put("a.txt", "another\n");
        commit("third change");
        String last = git("format-patch", "-3", "--stdout", "HEAD");
        Reading reading = read(last);
        assertThat(reading).isInstanceOf(Reading.Unplaced.class);
        assertThat(((Reading.Unplaced) reading).problems())
                .anyMatch(problem -> problem.contains("2 commits") && problem.contains("git diff"));
    }

    @Test
    void bytesThatAreNoTextAreRefusedWithWhatToDo() throws Exception {
        Files.write(repository.resolve("pixel.bin"), new byte[] {0, 1, 2, 3, (byte) 255, 0});
        commit("bytes");
        for (String diff : List.of(git("diff", "--binary", "HEAD~1"), git("diff", "HEAD~1"))) {
            Reading reading = read(diff);
            assertThat(reading).isInstanceOf(Reading.NoPatch.class);
            assertThat(((Reading.NoPatch) reading).reason()).contains("pixel.bin", "leave it out", "git diff");
        }
    }

    @Test
    void aCopyIsRefusedWithWhatToDo() throws Exception {
        put("copy.txt", Files.readString(repository.resolve("a.txt")));
        put("a.txt", Files.readString(repository.resolve("a.txt")) + "10\n");
        commit("copy");
        String diff = git("diff", "-C", "HEAD~1");
        assertThat(diff).contains("copy from");
        assertThat(((Reading.NoPatch) read(diff)).reason()).contains("--no-renames");
    }
}
