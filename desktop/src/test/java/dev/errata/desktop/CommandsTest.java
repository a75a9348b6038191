package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands on a home that nobody else owns.
final class CommandsTest {
    @TempDir
    Path folder;

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    @Test
    void withoutADisplayOneLineNamesServe() {
        Done done = errata().run();

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.out() + done.err()).contains("errata serve").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "practice",
                "status",
                "stop",
                "doctor",
                "correct",
                "rules",
                "audit",
                "config",
                "state",
                "help"
            })
    void everyCommandExplainsItself(String command) {
        Done done = errata().run(command, "--help");

        assertThat(done.code()).isZero();
        assertThat(done.out()).startsWith("Usage: errata " + command).contains("--home", "--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules",
                "audit",
                "config",
                "serv",
                "rules show x",
                "state",
                "state show task",
                "state show task a/b",
                "state override vanish x --reason y",
                "state override fail-task x",
                "state rollback --to x",
                "correct sideways",
                "correct pause",
                "serve --port x"
            })
    void badUsageIsTwo(String line) {
        Done done = errata().run(line.split(" ", -1));

        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).startsWith("errata: ").doesNotContain("\tat ");
        assertThat(done.out()).isEmpty();
    }

    @Test
    void aSourceCheckoutIsNoHome() throws IOException {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(folder.resolve("home/pom.xml"), "<project/>");

        assertThat(errata().run("status").code()).isEqualTo(2);
    }

    @Test
    void aRuleIsAddedChangedShownAndDeleted() {
        Done added = errata().run("rules", "add", "teh", "--match", "word", "--replacement", "the", "--json");
        assertThat(added.code()).isZero();
        String id = added.json().path("id").asString();

        assertThat(errata().run("rules", "set", id, "mode=shadow", "--priority", "7", "--clear", "note")
                        .code())
                .isZero();
        Done shown = errata().run("rules", "show", id, "--json");
        assertThat(shown.json().path("mode").asString()).isEqualTo("shadow");
        assertThat(shown.json().path("priority").asInt()).isEqualTo(7);
        assertThat(shown.json().path("replacement").asString()).isEqualTo("the");
        assertThat(errata().run("rules", "list").out()).contains("teh").contains("loaded");

        assertThat(errata().run("rules", "delete", id).code()).isZero();
        assertThat(errata().run("rules", "show", id).code()).isEqualTo(1);
        assertThat(errata().run("rules", "delete", id).code()).isEqualTo(1);
        assertThat(errata().run("rules", "set", id, "mode=off").code()).isEqualTo(1);
    }

    @Test
    void aRuleThatIsNoneIsRefusedWithTheReason() {
        Done done = errata().run("rules", "add", "a(", "--match", "regex");

        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).contains("pattern").contains("[ERR-API-015]");
        assertThat(errata().run("rules", "add").code()).isEqualTo(2);
        assertThat(errata().run("rules", "add", "x", "--priority", "high").code())
                .isEqualTo(2);
        assertThat(errata().run("rules", "add", "x", "--case-sensitive", "perhaps")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aChangeOfARuleNamesColumnsThatExist() {
        assertThat(errata().run("rules", "set", "1").code()).isEqualTo(2);
        assertThat(errata().run("rules", "set", "1", "colour=red").code()).isEqualTo(2);
        assertThat(errata().run("rules", "set", "1", "nonsense").code()).isEqualTo(2);
        assertThat(errata().run("rules", "set", "1", "--clear", "colour").code())
                .isEqualTo(2);
        assertThat(errata().run("rules", "set", "1", "--mode", "sometimes").code())
                .isEqualTo(2);
    }

    @Test
    void theShippedRulesPassTheirTests() {
        Done done = errata().run("rules", "test", "--json");

        assertThat(done.code()).as(done.out()).isZero();
        assertThat(done.json().path("passed").asInt()).isGreaterThan(30);
    }

    @Test
    void correctionIsKept() {
        assertThat(errata().run("correct").out()).contains("correction is on");
        assertThat(errata().run("correct", "off").code()).isZero();
        assertThat(errata().run("correct").out()).contains("correction is off");
        assertThat(errata().run("correct", "pause", "5").out()).contains("paused until");
        assertThat(errata().run("correct", "pause", "0").code()).isEqualTo(2);
        assertThat(errata().run("correct", "on", "--json").json().path("state").asString())
                .isEqualTo("on");
    }

    @Test
    void settingsAreListedReadAndChanged() throws IOException {
        assertThat(errata().run("config", "get", "port").out().strip()).isEqualTo("11435");
        assertThat(errata().run("config", "set", "port", "4000").out()).contains("port = 4000");
        assertThat(errata().run("config", "set", "drain", "1").out()).contains("restart");
        assertThat(errata().run("config", "list").out()).contains("port", "4000", "log.level");
        assertThat(errata().run("config", "get", "prot").code()).isEqualTo(1);
        assertThat(errata().run("config", "set", "port", "many").code()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("home/errata.toml"))).contains("port = 4000");
        assertThat(errata().run("audit", "tail").out()).contains("setting.changed", "channel=cli");
    }

    @Test
    void theJournalIsSearchedWithAndWithoutItsIndex() {
        assertThat(errata().run("audit", "search", "nothing").code()).isEqualTo(1);
        assertThat(errata().run("correct", "off").code()).isZero();
        assertThat(errata().run("correct", "on").code()).isZero();

        Done files = errata().run("audit", "search", "CORR", "--type", "correction", "--json");
        assertThat(files.json().path("records")).hasSize(2);
        assertThat(errata().run("audit", "reindex").out()).contains("made again");
        assertThat(errata().run("audit", "search", "corr", "--type", "correction", "--json")
                        .json()
                        .path("records"))
                .isEqualTo(files.json().path("records"));

        Done first = errata().run("audit", "search", "cli", "correction", "-n", "1");
        assertThat(first.out()).contains("state=on", "There may be more: --before ");
        String before = first.out().strip().replaceAll("(?s).*--before ", "");
        assertThat(errata().run("audit", "search", "cli", "correction", "-n", "1", "--before", before)
                        .out())
                .contains("state=off");
        assertThat(errata().run("audit", "search", "cli", "--until", "2020-01-01")
                        .out())
                .contains("No record fits.");
        assertThat(errata().run("audit", "search", "cli", "--from", "someday").code())
                .isEqualTo(2);
        assertThat(errata().run("audit", "search", "cli", "-n", "0").code()).isEqualTo(2);
    }

    @Test
    void theJournalIsExported() throws IOException {
        assertThat(errata().run("correct", "off").code()).isZero();
        Path csv = folder.resolve("out.csv");

        Done done = errata().run("audit", "export", "--format", "csv", "--type", "correction", "--to", csv.toString());
        assertThat(done.out()).contains("1 record is in ");
        assertThat(Files.readString(csv)).contains("\"correction.switched\"").hasLineCount(2);
        assertThat(errata().run("audit", "export", "--to", csv.toString()).code())
                .isEqualTo(2);
        assertThat(errata().run("audit", "export", "--to", csv.toString(), "--force")
                        .code())
                .isZero();
        assertThat(Files.readString(csv)).startsWith("{\"seq\":1,");
        assertThat(errata().run("audit", "export", "--format", "har", "--to", "-")
                        .json()
                        .path("log")
                        .path("entries"))
                .isEmpty();
        assertThat(errata().run(
                                "audit",
                                "export",
                                "--to",
                                folder.resolve("no/such/folder").toString())
                        .code())
                .isEqualTo(3);
    }

    @Test
    void theJournalIsTailedAndVerified() throws IOException {
        assertThat(errata().run("audit", "verify").out()).contains("empty");
        assertThat(errata().run("audit", "tail").out()).isEmpty();
        assertThat(errata().run("correct", "off").code()).isZero();

        assertThat(errata().run("audit", "tail", "-n", "1").out())
                .contains("correction.switched")
                .hasLineCount(1);
        assertThat(errata().run("audit", "tail", "-n", "-1").code()).isEqualTo(2);
        Done intact = errata().run("audit", "verify", "--json");
        assertThat(intact.code()).as(intact.out()).isZero();
        assertThat(intact.json().path("status").asString()).isEqualTo("intact");
        assertThat(errata().run("audit", "verify", "--exchange", "01X").code()).isEqualTo(1);

        Path segment = segment();
        Files.writeString(segment, Files.readString(segment).replace("\"off\"", "\"on!\""));
        Done broken = errata().run("audit", "verify");
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out()).contains("[ERR-HOME-009]");
        assertThat(broken.out()).contains("broken: record ", "line ");
        assertThat(errata().run("doctor").code()).isEqualTo(1);
    }

    @Test
    void withoutTheDatabaseThereIsNoAnchor() throws IOException {
        assertThat(errata().run("correct", "off").code()).isZero();
        Files.delete(folder.resolve("home/errata.db"));

        Done done = errata().run("audit", "verify");
        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out()).contains("no anchor");
        assertThat(folder.resolve("home/errata.db")).doesNotExist();
    }

    @Test
    void nobodyRunsHere() {
        assertThat(errata().run("status").code()).isEqualTo(1);
        assertThat(errata().run("status", "--json").json().path("running").asBoolean())
                .isFalse();
        assertThat(errata().run("stop").code()).isEqualTo(1);
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void theDoctorFindsNothingWrongWithAFreshInstallation() {
        assertThat(errata().run("config", "set", "port", "0").code()).isZero();
        Done done = errata().run("doctor", "--json");

        assertThat(done.code()).as(done.out()).isZero();
        assertThat(done.json().path("findings")).hasSizeGreaterThan(6);
        assertThat(errata().run("doctor").out()).contains("java", "home", "port", "server");
    }

    @Test
    void theDoctorNamesTheTransportAndTheSettingForcesOne() {
        assertThat(errata().run("config", "set", "transport", "nio").code()).isZero();
        assertThat(errata().run("doctor").out()).contains("ok     transport nio");
        assertThat(errata().run("config", "set", "transport", "carrier-pigeon").code())
                .isEqualTo(2);
    }

    @Test
    void trainingIsForThePackagedApplicationAlone() {
        Done done = errata().run("train");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.err()).contains("not the packaged application", "works without it");
        assertThat(errata().run("--help").out()).doesNotContain("train");
    }

    @Test
    void anUnexpectedErrorIsOneLine() throws IOException {
        // A folder where a segment should be: nobody can read that as a file.
        Files.createDirectories(folder.resolve("home/logs/audit-20260101-000001.jsonl"));
        Done done = errata().run("audit", "tail");

        assertThat(done.code()).isEqualTo(3);
        assertThat(done.err()).startsWith("errata: unexpected: ").hasLineCount(1);
    }

    @Test
    void optionsStandAtAnyPlace() {
        for (List<String> line : List.of(
                List.of("--json", "rules", "list"),
                List.of("rules", "--json", "list"),
                List.of("rules", "list", "--json"))) {
            Done done = errata().run(line.toArray(String[]::new));
            assertThat(done.code()).isZero();
            assertThat(done.json().path("rules")).isNotEmpty();
        }
    }

    @Test
    void helpShowsTopicsAndCommands() {
        assertThat(errata().run("help").out()).contains("tutorial", "settings");
        assertThat(errata().run("help", "settings").out()).contains("log.level");
        assertThat(errata().run("help", "rules", "--json")
                        .json()
                        .path("markdown")
                        .asString())
                .startsWith("# Rules");
        assertThat(errata().run("help", "serve").out()).startsWith("Usage: errata serve");
        assertThat(errata().run("help", "nothing").code()).isEqualTo(2);
        assertThat(errata().run("--version").out()).startsWith("errata ").doesNotContain("${", "unknown");
    }

    @Test
    void thePracticeServerSaysWhereItIs() {
        try (var practice = errata().start("practice", "--port", "0")) {
            assertThat(practice.address()).startsWith("http://127.0.0.1:");
            assertThat(practice.out())
                    .startsWith("errata: practice model server on http://127.0.0.1:")
                    .hasLineCount(1);
            String port = practice.address().substring(practice.address().lastIndexOf(':') + 1);
            assertThat(errata().run("practice", "--port", port).code()).isEqualTo(3);
        }
        assertThat(errata().run("practice", "--port", "70000").code()).isEqualTo(2);
    }

    private Path segment() throws IOException {
        try (var files = Files.list(folder.resolve("home/logs"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("audit-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
