package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Patches on the command line, from the words of a model to files and back, on a real home and a real folder.
@Timeout(300)
final class PatchCommandTest {
    @TempDir
    Path folder;

    private Path site;
    private String before;

    @BeforeEach
    void workspace() throws IOException {
        site = folder.resolve("site");
        Files.createDirectories(site.resolve("src"));
        before = String.join("", IntStream.rangeClosed(1, 60).mapToObj(i -> "line " + i + "\n").toList());
        Files.writeString(site.resolve("src/a.txt"), before);
        Files.writeString(site.resolve(".keep"), "dot\n");
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private String after(int... lines) {
        String text = before;
        for (int line : lines) {
            text = text.replace("line " + line + "\n", "changed " + line + "\n");
        }
        return text;
    }

    /// A hunk in the middle of a few lines that stay.
    private static String hunk(int line) {
        StringBuilder hunk = new StringBuilder("@@ -" + (line - 1) + ",3 +" + (line - 1) + ",3 @@\n");
        hunk.append(" line ").append(line - 1).append('\n');
        hunk.append("-line ").append(line).append("\n+changed ").append(line).append('\n');
        return hunk.append(" line ").append(line + 1).append('\n').toString();
    }

    private Path patch(int... lines) throws IOException {
        StringBuilder text = new StringBuilder("--- a/src/a.txt\n+++ b/src/a.txt\n");
        for (int line : lines) {
            text.append(hunk(line));
        }
        return Files.writeString(folder.resolve("change.patch"), text);
    }

    private String propose(int... lines) throws IOException {
        Done proposed = errata().run(
                "patch", "propose", patch(lines).toString(), "--workspace", site.toString());
        assertThat(proposed.code()).as(proposed.err()).isZero();
        return proposed.out().strip();
    }

    @Test
    void twoOfThreeHunksAreApprovedAppliedAndTakenBack() throws IOException {
        String id = propose(10, 30, 50);
        Done shown = errata().run("patch", "show", id, "--json");
        assertThat(shown.code()).as(shown.err()).isZero();
        JsonNode json = shown.json();
        assertThat(json.path("id").asString()).isEqualTo(id);
        assertThat(json.path("state").asString()).isEqualTo("validated");
        assertThat(json.path("workspace").asString()).isNotEmpty();
        assertThat(json.path("base_version").asString()).isNotEmpty();
        assertThat(json.path("verdict").path("status").asString()).isIn("clean", "caution", "unsafe", "unknown");
        assertThat(json.path("verdict").path("syntax").asString()).isEqualTo("not_checked");
        assertThat(json.path("hunks").valueStream().map(hunk -> hunk.path("n").asInt()).toList())
                .isEqualTo(List.of(1, 2, 3));
        JsonNode second = json.path("hunks").path(1);
        assertThat(second.path("file").asString()).isEqualTo("src/a.txt");
        assertThat(second.path("kind").asString()).isEqualTo("modify");
        assertThat(second.path("old_start").asInt()).isEqualTo(29);
        assertThat(second.path("old_lines").asInt()).isEqualTo(3);
        assertThat(second.path("new_start").asInt()).isEqualTo(29);
        assertThat(second.path("state").asString()).isEqualTo("pending");

        Done approved = errata().run("patch", "approve", id, "--hunks", "1,3", "--yes");
        assertThat(approved.code()).as(approved.err()).isZero();
        assertThat(site.resolve("src/a.txt")).as("nothing is written before it is applied").hasContent(before);
        Done applied = errata().run("patch", "apply", id);
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(Files.readString(site.resolve("src/a.txt"))).isEqualTo(after(10, 50));
        JsonNode committed = errata().run("patch", "show", id, "--json").json();
        assertThat(committed.path("state").asString()).isEqualTo("committed");
        assertThat(committed.path("hunks").path(1).path("state").asString()).isEqualTo("rejected");

        Done again = errata().run("patch", "apply", id);
        assertThat(again.code()).as("an approval is used once").isEqualTo(1);
        Done back = errata().run("patch", "rollback", id, "--reason", "not wanted after all");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(site.resolve("src/a.txt")).hasContent(before);
        assertThat(errata().run("audit", "verify").code()).isZero();
        assertThat(errata().run("state", "show", "patch", id).out())
                .contains("created", "validated", "queued", "applied", "verified", "committed", "rolled_back");
    }

    @Test
    void aRejectionNeedsAReasonAndWritesNothing() throws IOException {
        String id = propose(10);
        assertThat(errata().run("patch", "reject", id).code()).isEqualTo(2);
        assertThat(errata().run("patch", "reject", id, "--reason", " ").code()).isEqualTo(2);
        Done rejected = errata().run("patch", "reject", id, "--reason", "wrong file");
        assertThat(rejected.code()).as(rejected.err()).isZero();
        assertThat(rejected.out()).contains("quarantined");
        assertThat(errata().run("patch", "apply", id).code()).isEqualTo(1);
        assertThat(site.resolve("src/a.txt")).hasContent(before);
    }

    @Test
    void nobodyApprovesOnATerminalWithoutAnAnswer() throws IOException {
        String id = propose(10);
        Done asked = errata().run("patch", "approve", id);
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains("+changed 10", "[y/N]", "Nothing was approved");
        assertThat(errata().run("patch", "list", "--state", "validated").out()).contains(id);
    }

    @Test
    void whatIsNoPatchHasNoIdAndWhatFitsNowhereIsKeptAside() throws IOException {
        Path prose = Files.writeString(folder.resolve("prose.txt"), "I would rather not.\n");
        Done none = errata().run("patch", "propose", prose.toString(), "--workspace", site.toString());
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.out()).isBlank();
        Path lost = Files.writeString(
                folder.resolve("lost.patch"), "--- a/src/a.txt\n+++ b/src/a.txt\n@@ -1,1 +1,1 @@\n-never there\n+x\n");
        Done refused = errata().run("patch", "propose", lost.toString(), "--workspace", site.toString(), "--json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.json().path("state").asString()).isEqualTo("quarantined");
        assertThat(refused.json().path("id").asString()).isNotEmpty();
    }

    @Test
    void aFailedGateWritesNothing() throws IOException {
        errata().run("workspace", "add", site.toString());
        Path settings = Files.writeString(
                folder.resolve("settings.json"),
                "{\"gates\":[{\"name\":\"no change of ten\",\"type\":\"LINT\",\"command\":[\"sh\",\"-c\","
                        + "\"! grep -q 'changed 10' src/a.txt\"]}],\"gates_without_isolation\":true}");
        Done set = errata().run("workspace", "settings", site.toString(), "--set", settings.toString());
        assertThat(set.code()).as(set.err()).isZero();
        String bad = propose(10);
        assertThat(errata().run("patch", "approve", bad, "--yes").code()).isZero();
        Done blocked = errata().run("patch", "apply", bad, "--json");
        assertThat(blocked.code()).isEqualTo(1);
        assertThat(blocked.json().path("state").asString()).isEqualTo("quarantined");
        assertThat(blocked.json().path("gates").path(0).path("state").asString()).isEqualTo("FAILED");
        assertThat(site.resolve("src/a.txt")).hasContent(before);
        String good = propose(20);
        assertThat(errata().run("patch", "approve", good, "--yes").code()).isZero();
        assertThat(errata().run("patch", "apply", good).code()).isZero();
        assertThat(Files.readString(site.resolve("src/a.txt"))).isEqualTo(after(20));
    }

    @Test
    void versionsCanBeShownComparedExportedAndRestored() throws IOException {
        Done added = errata().run("workspace", "add", site.toString(), "--json");
        assertThat(added.code()).as(added.err()).isZero();
        String first = added.json().path("head").asString();
        Files.writeString(site.resolve("src/a.txt"), after(5));
        Files.delete(site.resolve(".keep"));
        Done second = errata().run("workspace", "snapshot", site.toString(), "--json");
        String head = second.json().path("id").asString();
        assertThat(errata().run("workspace", "versions", site.toString()).out()).contains(first, head);
        assertThat(errata().run("workspace", "show", first).out()).contains(".keep", "src/a.txt");
        assertThat(errata().run("workspace", "diff", first, head).out()).contains("+changed 5", "deleted file");
        Path out = folder.resolve("out");
        Done exported = errata().run("workspace", "export", first, out.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(out.resolve(".keep")).hasContent("dot\n");
        assertThat(errata().run("workspace", "export", first, out.toString()).code()).isEqualTo(2);
        Done restored = errata().run("workspace", "restore", first, "--yes");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(site.resolve(".keep")).hasContent("dot\n");
        assertThat(site.resolve("src/a.txt")).hasContent(before);
        assertThat(errata().run("workspace", "show", "nothing").code()).isEqualTo(1);
    }

    @Test
    void aRunningOwnerIsAskedForAllOfIt() throws IOException {
        try (Background serving = errata().start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            assertThat(serving.address()).isNotEmpty();
            String id = propose(10);
            assertThat(errata().run("patch", "approve", id, "--yes").code()).isZero();
            Done applied = errata().run("patch", "apply", id);
            assertThat(applied.code()).as(applied.err()).isZero();
            assertThat(Files.readString(site.resolve("src/a.txt"))).isEqualTo(after(10));
            assertThat(errata().run("audit", "search", id, "--json").out()).contains("cli --yes");
        }
    }
}
