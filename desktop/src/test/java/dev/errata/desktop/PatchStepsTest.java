package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a person does to a proposal on the command line before the decision: choices, edits, comments, undo, redo.
@Timeout(300)
final class PatchStepsTest {
    @TempDir
    Path folder;

    private Path site;

    @BeforeEach
    void workspace() throws IOException {
        site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("a.txt"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n");
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private ErrataRun with(String in, boolean attended, String editor) {
        return new ErrataRun(folder.resolve("home"), Map.of("EDITOR", editor), in, attended);
    }

    private String propose() throws IOException {
        Path patch = Files.writeString(folder.resolve("change.patch"), """
            --- a/a.txt
            +++ b/a.txt
            @@ -1,3 +1,3 @@
             1
            -2
            +two
             3
            @@ -9,3 +9,3 @@
             9
            -10
            +ten
             11
            """);
        Done done = errata().run("patch", "propose", patch.toString(), "--workspace", site.toString());
        assertThat(done.code()).as(done.err()).isZero();
        return done.out().strip();
    }

    private JsonNode shown(String id) {
        return errata().run("patch", "show", id, "--json").json();
    }

    private String text(String id) {
        return shown(id).path("hunks").path(0).path("new_text").asString();
    }

    private void steps(String id) throws IOException {
        Path fresh = Files.writeString(folder.resolve("fresh.txt"), "1\nzwei\n3\n4\n5\n");
        Done edited = errata().run("patch", "edit", id, "--hunk", "1", "--file", fresh.toString());
        assertThat(edited.code()).as(edited.err()).isZero();
        assertThat(edited.out()).contains("validated, verdict", "hunks: 1 pending, 2 pending");
        assertThat(text(id)).isEqualTo("1\nzwei\n3\n4\n5\n");
        assertThat(with("1\ndeux\n3\n4\n5\n", false, "")
                        .run("patch", "edit", id, "--hunk", "1", "--file", "-")
                        .code())
                .isZero();
        assertThat(text(id)).isEqualTo("1\ndeux\n3\n4\n5\n");
        assertThat(errata().run("patch", "undo", id).code()).isZero();
        assertThat(text(id)).isEqualTo("1\nzwei\n3\n4\n5\n");
        assertThat(errata().run("patch", "redo", id, "--json")
                        .json()
                        .path("hunks")
                        .path(0)
                        .path("new_text")
                        .asString())
                .isEqualTo("1\ndeux\n3\n4\n5\n");
        assertThat(errata().run("patch", "choose", id, "rejected", "--hunks", "2")
                        .out())
                .contains("2 rejected");
        assertThat(errata().run("patch", "undo", id).out()).contains("2 pending");
        assertThat(errata().run("patch", "redo", id).out()).contains("2 rejected");
        Done nothing = errata().run("patch", "redo", id);
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.err()).contains("nothing to do again");
        assertThat(errata().run("patch", "choose", id, "accepted", "--hunks", "1")
                        .code())
                .isZero();
        assertThat(errata().run("patch", "comment", id, "better so", "--hunk", "1")
                        .code())
                .isZero();
        assertThat(errata().run("patch", "approve", id, "--yes").code()).isZero();
        assertThat(errata().run("patch", "apply", id).code()).isZero();
        assertThat(site.resolve("a.txt")).hasContent("1\ndeux\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n");
        assertThat(shown(id).path("comments").path(0).path("text").asString()).isEqualTo("better so");
        Done late = errata().run("patch", "undo", id);
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("It is committed");
    }

    @Test
    void hunksAreEditedChosenAndTakenBackWithoutAnOwner() throws IOException {
        steps(propose());
    }

    @Test
    void hunksAreEditedChosenAndTakenBackThroughARunningOwner() throws IOException {
        try (Background owner = errata().start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            assertThat(owner.address()).isNotEmpty();
            steps(propose());
        }
    }

    @Test
    void anEditorIsOpenedOnTheNewSide() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        String id = propose();
        Path script = Files.writeString(
                folder.resolve("editor.sh"),
                "sed 's/two/due/' \"$1\" > \"$1.x\"; mv \"$1.x\" \"$1\"; echo \"$1\" > '" + folder.resolve("seen")
                        + "'\n");
        Done done = with("", true, "sh '" + script + "'").run("patch", "edit", id, "--hunk", "1");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(text(id)).isEqualTo("1\ndue\n3\n4\n5\n");
        Path seen = Path.of(Files.readString(folder.resolve("seen")).strip());
        assertThat(seen).hasFileName("hunk.txt").doesNotExist();

        Done same = with("", true, "true").run("patch", "edit", id, "--hunk", "1");
        assertThat(same.code()).isEqualTo(1);
        assertThat(same.err()).contains("as it was");
        Done failed = with("", true, "false").run("patch", "edit", id, "--hunk", "1");
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("'false' ended with code 1", "Nothing was changed");
    }

    @Test
    void whatWasWrittenIsKeptWhenSomebodyElseWasFaster() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        String id = propose();
        Path go = folder.resolve("go");
        Path script = Files.writeString(
                folder.resolve("editor.sh"),
                "echo \"$1\" > '" + folder.resolve("seen") + ".part'; mv '" + folder.resolve("seen") + ".part' '"
                        + folder.resolve("seen") + "'; while [ ! -e '" + go + "' ]; do sleep 0.05; done;"
                        + " printf '1\\nmine\\n3\\n' > \"$1\"\n");
        try (Background slow = with("", true, "sh '" + script + "'").start("patch", "edit", id, "--hunk", "1")) {
            ErrataRun.await("the editor", () -> Files.exists(folder.resolve("seen")));
            assertThat(errata().run("patch", "choose", id, "accepted", "--hunks", "2")
                            .code())
                    .as("the home is free while the editor is open")
                    .isZero();
            Files.createFile(go);
            Done refused = slow.done();
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("changed since it was read", "what you wrote is in");
            Path kept = Path.of(Files.readString(folder.resolve("seen")).strip());
            assertThat(kept).hasContent("1\nmine\n3\n");
            Files.delete(kept);
            Files.delete(kept.resolveSibling(""));
        }
    }

    @Test
    void withoutATerminalItSaysWhatToDoInstead() throws IOException {
        String id = propose();
        Done refused = with("", false, "vi").run("patch", "edit", id, "--hunk", "1");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("no terminal", "--file");
        assertThat(with("", true, "").run("patch", "edit", id, "--hunk", "1").err())
                .contains("EDITOR");
        assertThat(errata().run("patch", "edit", id, "--hunk", "9").code()).isEqualTo(2);
        assertThat(errata().run("patch", "edit", "none", "--hunk", "1").code()).isEqualTo(1);
        assertThat(errata().run("patch", "choose", id, "perhaps", "--hunks", "1")
                        .code())
                .isEqualTo(2);
        assertThat(errata().run("patch", "choose", id, "accepted", "--hunks", "x")
                        .code())
                .isEqualTo(2);
        assertThat(shown(id).path("hunks").path(0).path("new_text").asString()).isEqualTo("1\ntwo\n3\n4\n5\n");
    }
}
