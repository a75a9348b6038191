package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules as files, on the command line.
final class PackCommandsTest {
    @TempDir
    Path folder;

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private String file(String name, String... rules) throws IOException {
        return text(
                name,
                "{\"format\":\"errata-rules\",\"format_version\":1,\"pack\":\"mine\",\"version\":\"1\",\"rules\":["
                        + String.join(",", rules) + "]}");
    }

    private String text(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static String rule(String pattern, String replacement, String expected) {
        return "{\"type\":\"t\",\"pattern\":\"" + pattern + "\",\"replacement\":\"" + replacement
                + "\",\"tests\":[{\"input\":\"" + pattern + "\",\"expected\":\"" + expected + "\"}]}";
    }

    @Test
    void aPackGoesInOutAndIsTakenBack() throws Exception {
        String in = file("in.json", rule("aa", "b", "b"), rule("cc", "d", "d"));
        Done dry = errata().run("rules", "import", in, "--dry-run");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("pack mine 1: 2 new, 0 equal", "nothing was changed");
        assertThat(folder.resolve("home/errata.db")).doesNotExist();

        Done done = errata().run("rules", "import", in);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("2 added, 0 replaced", "errata rules restore --import ");
        String number = done.out().strip().replaceFirst("(?s).*--import ", "");
        assertThat(errata().run("audit", "tail", "-n", "9").out()).contains("rules.imported", "channel=cli");

        String out = folder.resolve("out.json").toString();
        assertThat(errata().run("rules", "export", out, "--pack", "mine").out()).contains("2 rules of the pack mine");
        String first = Files.readString(Path.of(out));
        assertThat(errata().run("rules", "export", out, "--pack", "mine").code())
                .isEqualTo(2);
        assertThat(errata().run("rules", "import", out).out()).contains("2 equal", "nothing to change");
        assertThat(errata().run("rules", "export", out, "--pack", "mine", "--force")
                        .code())
                .isZero();
        assertThat(Files.readString(Path.of(out))).isEqualTo(first);
        assertThat(errata().run("rules", "export", "-", "--pack", "mine").out()).isEqualTo(first);
        assertThat(Stream.of(folder.toFile().list())).containsExactlyInAnyOrder("home", "in.json", "out.json");

        assertThat(errata().run("rules", "restore", "--import", number).out()).contains("0 restored, 2 removed");
        assertThat(errata().run("rules", "export", "-", "--pack", "mine").code())
                .isEqualTo(1);
        assertThat(errata().run("rules", "restore", "--import", "1").code()).isEqualTo(1);
    }

    @Test
    void aConflictIsShownWithBothSidesAndDecided() throws Exception {
        assertThat(errata().run("rules", "import", file("a.json", rule("aa", "ours", "ours")))
                        .code())
                .isZero();
        String other = file("b.json", rule("aa", "theirs", "theirs"));
        Done asked = errata().run("rules", "import", other);
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out()).contains("replacement: here 'ours', in the file 'theirs'");
        assertThat(asked.err()).contains("Nothing was changed", "[ERR-API-011]", "--keep-mine");
        assertThat(errata().run("rules", "import", other, "--dry-run").code()).isEqualTo(1);
        assertThat(errata().run("rules", "import", other, "--json")
                        .json()
                        .path("plan")
                        .path("rules")
                        .path(0)
                        .path("kind")
                        .asString())
                .isEqualTo("conflict");
        assertThat(errata().run("rules", "import", other, "--replace", "--keep-mine")
                        .code())
                .isEqualTo(2);
        assertThat(errata().run("rules", "import", other, "--keep-mine").code()).isZero();
        assertThat(errata().run("rules", "list").out()).contains("ours");
        assertThat(errata().run("rules", "import", other, "--replace").code()).isZero();
        assertThat(errata().run("rules", "list").out()).contains("theirs").doesNotContain("ours");
    }

    @Test
    void whatIsNoRuleOrNoFileIsRefused() throws Exception {
        String bad = file("bad.json", "{\"type\":\"t\",\"match\":\"regex\",\"pattern\":\"a(?=b)\"}");
        Done refused = errata().run("rules", "import", bad);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).contains("no rule: number 1 'a(?=b)': pattern at 2: look-ahead");
        assertThat(errata().run("rules", "import", bad, "--with-invalid").code())
                .isZero();
        assertThat(errata().run("rules", "list").out()).contains("INVALID");
        assertThat(errata().run("rules", "import", folder.resolve("none.json").toString())
                        .code())
                .isEqualTo(2);
        assertThat(errata().run("rules", "import", text("no.json", "hello")).err())
                .contains("not JSON");
        assertThat(errata().run("rules", "import", bad, "--mode", "loud").code())
                .isEqualTo(2);
        Files.write(folder.resolve("latin.json"), new byte[] {'"', (byte) 0xe9, '"'});
        assertThat(errata().run("rules", "import", folder.resolve("latin.json").toString())
                        .err())
                .contains("UTF-8");
    }

    @Test
    void theTestsOfAFileRunWithoutAHome() throws Exception {
        Done good = errata().run("rules", "test", file("good.json", rule("aa", "b", "b")));
        assertThat(good.code()).as(good.err()).isZero();
        assertThat(good.out()).contains("1 rules, 0 not valid; tests: 1 passed, 0 failed");
        String failing = file("bad.json", rule("aa", "b", "c"));
        Done bad = errata().run("rules", "test", failing);
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("failed: rule 1 'aa': 'aa' became 'b', expected 'c'");
        assertThat(errata().run("rules", "test", failing, "--json")
                        .json()
                        .path("failed")
                        .asInt())
                .isEqualTo(1);
        assertThat(errata().run("rules", "test", text("no.json", "{}")).code()).isEqualTo(2);
        assertThat(errata().run("rules", "test", folder.resolve("none").toString())
                        .code())
                .isEqualTo(2);
        assertThat(folder.resolve("home")).doesNotExist();

        assertThat(errata().run("rules", "import", failing).out()).contains("its own test fails", "mode shadow");
    }

    @Test
    void regexScriptsComeInUnderTheFilesName() throws Exception {
        String scripts = text(
                "tavern.json",
                "[{\"scriptName\":\"A\",\"findRegex\":\"/a+b/gi\",\"replaceString\":\"{{match}}!\",\"placement\":[2]},"
                        + "{\"scriptName\":\"B\",\"findRegex\":\"/a(?!b)/g\",\"replaceString\":\"\","
                        + "\"placement\":[2]}]");
        assertThat(errata().run("rules", "test", scripts).code()).isEqualTo(1);
        Done done = errata().run("rules", "import", scripts, "--mode", "shadow");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("pack tavern", "refused: Script 2 (B): pattern at 2 of a(?!b)", "1 added");
    }

    @Test
    void anOldDatabaseComesInAsAPack() throws Exception {
        Path old = folder.resolve("old.db");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE correction_patterns (id INTEGER PRIMARY KEY, pattern TEXT, type"
                    + " TEXT, confidence_threshold REAL)");
            statement.executeUpdate("INSERT INTO correction_patterns VALUES (3, 'classic one', 'invalid_path', 0.7)");
        }
        Done done = errata().run("rules", "import", old.toString());
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("pack old", "1 added");
        assertThat(done.err()).contains("only detect");
        assertThat(errata().run("rules", "list").out()).contains("classic one");
    }

    @Test
    void aRuleGoesBackToAnyFormAlsoAfterItWasDeleted() {
        String id =
                errata().run("rules", "add", "one", "--json").json().path("id").asString();
        assertThat(errata().run("rules", "set", id, "pattern=two").code()).isZero();
        assertThat(errata().run("rules", "delete", id).code()).isZero();
        Done history = errata().run("rules", "history", id);
        assertThat(history.code()).isZero();
        assertThat(history.out()).contains("insert", "pattern 'one' -> 'two'", "delete");
        String first = errata().run("rules", "history", id, "--json")
                .json()
                .path("versions")
                .path(2)
                .path("version")
                .asString();
        assertThat(errata().run("rules", "restore", id, first).out()).contains("pattern: one");
        assertThat(errata().run("rules", "restore", id, "999999").code()).isEqualTo(1);
        assertThat(errata().run("rules", "restore", id).code()).isEqualTo(2);
        assertThat(errata().run("rules", "history", "99999").code()).isEqualTo(1);
    }

    @Test
    void aRunningOwnerBringsItIn() throws Exception {
        try (Background serving = errata().start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            assertThat(serving.address()).isNotEmpty();
            String in = file("in.json", rule("aa", "b", "b"));
            Done done = errata().run("rules", "import", in, "--json");
            assertThat(done.code()).as(done.err()).isZero();
            assertThat(errata().run("rules", "import", file("b.json", rule("aa", "c", "c")))
                            .code())
                    .isEqualTo(1);
            assertThat(errata().run("rules", "export", "-", "--pack", "mine").out())
                    .contains("\"aa\"");
            assertThat(errata().run(
                                    "rules",
                                    "restore",
                                    "--import",
                                    done.json().path("import").asString())
                            .code())
                    .isZero();
        }
    }
}
