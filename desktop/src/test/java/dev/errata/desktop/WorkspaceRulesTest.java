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

/// Gates and the policy of a workspace, by commands.
@Timeout(300)
final class WorkspaceRulesTest {
    @TempDir
    Path folder;

    private Path site;

    @BeforeEach
    void workspace() throws IOException {
        site = Files.createDirectories(folder.resolve("site/docs"));
        Files.writeString(site.resolve("a.md"), "one\ntwo\nthree\n");
        site = folder.resolve("site");
        assertThat(run("workspace", "add", site.toString()).code()).isZero();
    }

    private Done run(String... arguments) {
        return new ErrataRun(folder.resolve("home")).run(arguments);
    }

    private Done good(String... arguments) {
        Done done = run(arguments);
        assertThat(done.code()).as(done.err()).isZero();
        return done;
    }

    private void gates() {
        assertThat(good("workspace", "gates", "list").out()).contains("no gates");
        good("workspace", "gates", "add", "lint", "--type", "LINT", "--", "sh", "-c", "exit 0");
        Done added =
                good("workspace", "gates", "add", "tests", "--after", "lint", "--timeout", "60", "--", "make", "--all");
        assertThat(added.out()).contains("lint", "LINT", "sh -c exit 0", "tests", "UNIT", "60 s", "make --all");
        Done twice = run("workspace", "gates", "add", "lint", "--", "true");
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.err()).contains("already");
        good("workspace", "gates", "set", "tests", "--memory", "64", "--workspace", site.toString());
        JsonNode listed = good("workspace", "gates", "list", "--json").json().path("gates");
        assertThat(listed).hasSize(2);
        assertThat(listed.path(1).path("memory_mb").asInt()).isEqualTo(64);
        assertThat(listed.path(1).path("timeout_sec").asInt()).isEqualTo(60);
        assertThat(listed.path(1).path("command").path(1).asString()).isEqualTo("--all");
        Done wrong = run("workspace", "gates", "set", "tests", "--type", "WHIM");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("LINT, UNIT, INTEGRATION or SECURITY");
        assertThat(run("workspace", "gates", "delete", "none").code()).isEqualTo(1);
        Done needed = run("workspace", "gates", "delete", "lint");
        assertThat(needed.code()).as("another comes after it").isEqualTo(2);
        good("workspace", "gates", "delete", "tests");
        assertThat(good("workspace", "gates", "delete", "lint").out()).contains("no gates");
        assertThat(run("audit", "search", "workspace", "--json").out()
                        + run("audit", "tail", "-n", "50").out())
                .contains(".gates", "channel=cli");
        assertThat(run("workspace", "gates", "add", "empty").code()).isEqualTo(2);
        assertThat(run("workspace", "gates", "list", "--workspace", "nowhere").code())
                .isEqualTo(1);
    }

    @Test
    void gatesAreAddedChangedAndTakenAwayWithoutAnOwner() {
        gates();
    }

    @Test
    void gatesAreAddedChangedAndTakenAwayThroughARunningOwner() {
        try (Background owner = new ErrataRun(folder.resolve("home"))
                .start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            assertThat(owner.address()).isNotEmpty();
            gates();
        }
    }

    private String propose(String word) throws IOException {
        Path patch = Files.writeString(
                folder.resolve("p.patch"),
                "--- a/docs/a.md\n+++ b/docs/a.md\n@@ -1,3 +1,3 @@\n one\n-two\n+" + word + "\n three\n");
        return good("patch", "propose", patch.toString(), "--workspace", site.toString())
                .out()
                .strip();
    }

    @Test
    void aPolicyIsTriedOverPastProposalsBeforeItIsInForce() throws IOException {
        String id = propose("zwei");
        assertThat(good("workspace", "policy", "show").out()).contains("enabled", "no", "nothing passes");
        Done strict = good("workspace", "policy", "try", "--paths", "src/**,*.txt");
        assertThat(strict.out()).contains(id, "asks", "docs/a.md is not among the paths", "0 of 1");
        assertThat(strict.out()).as("whole reasons").doesNotContain("…");
        JsonNode tried = good(
                        "workspace",
                        "policies",
                        "try",
                        "--paths",
                        "docs/**",
                        "--gates-passed",
                        "no",
                        "--syntax-ok",
                        "no",
                        "--no-unknown",
                        "no",
                        "--json")
                .json();
        assertThat(tried.path("trials").path(0).path("proposal").asString()).isEqualTo(id);
        assertThat(tried.path("trials").path(0).path("passes").asBoolean())
                .as(tried.toString())
                .isTrue();
        assertThat(good("workspace", "policy", "show").out())
                .as("trying changes nothing")
                .contains("nothing passes");

        Done without = run("workspace", "policy", "set", "--enabled", "yes");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("needs paths");
        assertThat(run("workspace", "policy", "set", "--enabled", "perhaps").code())
                .isEqualTo(2);
        good(
                "workspace",
                "policy",
                "set",
                "--enabled",
                "yes",
                "--paths",
                "docs/**",
                "--gates-passed",
                "no",
                "--syntax-ok",
                "no",
                "--no-unknown",
                "no");
        assertThat(good("workspace", "policy", "show", "--json")
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isTrue();
        assertThat(good("workspace", "policy", "set", "--max-lines", "9").out()).contains("docs/**", "9");
        String next = propose("deux");
        assertThat(good("patch", "show", next, "--json").json().path("state").asString())
                .isEqualTo("queued");
        assertThat(good("audit", "tail", "-n", "20").out()).contains("channel=policy");
        good("workspace", "policy", "delete");
        assertThat(run("workspace", "policy", "delete").code()).isEqualTo(1);
        assertThat(good("patch", "show", propose("dos"), "--json")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("validated");
        assertThat(good("audit", "tail", "-n", "50").out()).contains(".policy");
    }
}
