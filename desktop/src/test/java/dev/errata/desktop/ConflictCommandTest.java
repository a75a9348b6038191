package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Both sides of a conflict, on the terminal and as data.
@Timeout(300)
final class ConflictCommandTest {
    private static final String TEXT = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

    @TempDir
    Path folder;

    private Path site;
    private Path file;

    @BeforeEach
    void workspace() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        file = Files.writeString(site.resolve("a.txt"), TEXT);
    }

    private Done run(String... arguments) {
        return new ErrataRun(folder.resolve("home")).run(arguments);
    }

    private String approved() throws IOException {
        Path patch = Files.writeString(
                folder.resolve("p.patch"), "--- a/a.txt\n+++ b/a.txt\n@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n");
        Done done = run("patch", "propose", patch.toString(), "--workspace", site.toString());
        assertThat(done.code()).as(done.err()).isZero();
        String id = done.out().strip();
        assertThat(run("patch", "approve", id, "--yes").code()).isZero();
        return id;
    }

    private void assertSides(Done words, Done json) {
        assertThat(words.code()).isEqualTo(1);
        assertThat(words.out()).isBlank();
        assertThat(words.err())
                .contains("a.txt", "now, from line ", "< mine<U+202E> <CR>")
                .doesNotContain("\u202E")
                .doesNotContain("\r ");
        assertThat(words.err().lines()).as("no line of a file stands alone").noneMatch("hunk 9 forged"::equals);
        assertThat(json.code()).isEqualTo(1);
        JsonNode conflict = json.json().path("conflicts").path(0);
        assertThat(conflict.path("file").asString()).isEqualTo("a.txt");
        assertThat(conflict.path("regions").path(0).path("now").asString()).contains("mine\u202E \r\nhunk 9 forged\n");
        assertThat(json.json().path("error").path("code").asString()).startsWith("ERR-API-");
    }

    private void drift() throws IOException {
        String id = approved();
        Files.writeString(file, TEXT.replace("5\n", "mine\u202E \r\nhunk 9 forged\n"));
        Done words = run("patch", "apply", id);
        assertSides(words, run("patch", "apply", id, "--json"));
        assertThat(words.err()).contains("@@ proposed @@", "> five");
    }

    @Test
    void driftShowsBothSidesWithoutAnOwner() throws IOException {
        drift();
    }

    @Test
    void driftShowsBothSidesThroughARunningOwner() throws IOException {
        try (Background owner = new ErrataRun(folder.resolve("home"))
                .start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            assertThat(owner.address()).isNotEmpty();
            drift();
        }
    }

    @Test
    void aRollbackThatMeetsLaterChangesShowsBothSides() throws IOException {
        String id = approved();
        assertThat(run("patch", "apply", id).code()).isZero();
        String later = Files.readString(file).replace("five\n", "mine\u202E \r\nhunk 9 forged\n");
        Files.writeString(file, later);
        Done words = run("patch", "rollback", id, "--reason", "no");
        assertSides(words, run("patch", "rollback", id, "--reason", "no", "--json"));
        assertThat(words.err()).contains("@@ before the patch @@", "> 5", "from line 5");
        assertThat(Files.readString(file)).isEqualTo(later);
    }

    @Test
    void aRestoreThatCannotBeDoneSaysWhatStandsInTheWay() throws IOException {
        Done added = run("workspace", "add", site.toString(), "--json");
        String version = added.json().path("head").asString();
        Files.delete(file);
        Files.writeString(site.resolve(".gitignore"), "a.txt\n");
        Files.createDirectories(file);
        Path mine = Files.writeString(file.resolve("mine"), "mine\n");
        Done words = run("workspace", "restore", version);
        assertThat(words.code()).as(words.out() + words.err()).isEqualTo(1);
        assertThat(words.err()).contains("was not restored", "stands in the way", "@@ the version @@", "> 1");
        Done json = run("workspace", "restore", version, "--json");
        assertThat(json.json().path("conflicts").path(0).path("file").asString())
                .startsWith("a.txt");
        assertThat(mine).hasContent("mine\n");
    }
}
