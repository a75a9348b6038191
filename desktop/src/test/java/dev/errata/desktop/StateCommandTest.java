package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// States and the schema, on the command line.
@Timeout(120)
final class StateCommandTest {
    private static final String AT = "'2026-11-21T10:00:00.000Z'";

    @TempDir
    Path folder;

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/errata.db"));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.executeUpdate(each);
            }
        }
    }

    /// A running task, as the orchestrator would have left it.
    private void task(String id) throws SQLException {
        sql(
                "INSERT OR IGNORE INTO runs (id, state, version, created_at, moved_at, name) VALUES ('r1', 'running',"
                        + " 2, " + AT + ", " + AT + ", 'run')",
                "INSERT OR IGNORE INTO workstreams (id, state, version, created_at, moved_at, run_id, name, critical,"
                        + " depends_on) VALUES ('w1', 'executing', 3, " + AT + ", " + AT + ", 'r1', 'stream', 1, '')",
                "INSERT INTO tasks (id, state, version, created_at, moved_at, workstream_id, run_id, name, kind,"
                        + " payload, critical, depends_on, capabilities, retry_count, max_retries, timeout_sec)"
                        + " VALUES ('" + id + "', 'running', 3, " + AT + ", " + AT
                        + ", 'w1', 'r1', 'task', 'k', '', 1, '', '', 0, 3, 1800)");
    }

    @Test
    void theSchemaGoesUpAndDownAndUp() {
        Done none = errata().run("state", "status");
        assertThat(none.code()).isZero();
        assertThat(none.out()).contains("no database yet");
        assertThat(folder.resolve("home")).doesNotExist();
        Done made = errata().run("state", "migrate", "--json");
        assertThat(made.code()).as(made.err()).isZero();
        int latest = made.json().path("latest").asInt();
        assertThat(latest).isGreaterThanOrEqualTo(5);
        assertThat(made.json().path("from").asInt()).isZero();

        Done current = errata().run("state", "status");
        assertThat(current.code()).isZero();
        assertThat(current.out()).contains("schema " + latest + ", up to date", "V5__work.sql", "no work in progress");
        for (JsonNode step : errata().run("state", "status", "--json").json().path("migrations")) {
            assertThat(step.path("checksum").asString()).isEqualTo("same");
            assertThat(step.path("way_back").asBoolean()).as(step.toString()).isTrue();
        }

        Done back = errata().run("state", "rollback", "--to", "4", "--json");
        assertThat(back.code()).as(back.err()).isZero();
        assertThat(back.json().path("to").asInt()).isEqualTo(4);
        assertThat(Path.of(back.json().path("backup").asString())).exists();
        Done older = errata().run("state", "status");
        assertThat(older.code()).isEqualTo(1);
        assertThat(older.out()).contains("schema 4, older than " + latest);

        Done again = errata().run("state", "rollback", "--to", "4");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("nothing to do");
        assertThat(errata().run("state", "rollback", "--to", "77").code()).isEqualTo(3);
        assertThat(errata().run("state", "rollback").out()).contains("schema 4 -> 3");
        Done up = errata().run("state", "migrate");
        assertThat(up.out()).contains("schema 3 -> " + latest);
        assertThat(up.err()).contains("kept in");
        assertThat(errata().run("state", "migrate").out()).contains("nothing to do");
        assertThat(errata().run("audit", "verify").code()).isZero();
        assertThat(errata().run("audit", "tail").out()).contains("rolling_back");
    }

    @Test
    void anOverrideIsMadeJournalledAndShownEvenWhenTheRowIsGone() throws Exception {
        assertThat(errata().run("state", "migrate").code()).isZero();
        task("t1");
        assertThat(errata().run("state", "show", "task", "t1").out()).contains("running", "it never moved");
        Done stuck = errata().run("state", "status");
        assertThat(stuck.out()).contains("stuck: The task t1 is running since");
        assertThat(errata().run("state", "status", "--json").json().path("work").path("stuck"))
                .isNotEmpty();

        Done failed = errata().run(
                        "state", "override", "fail-task", "t1", "--reason", "it hung", "--operator", "ann", "--json");
        assertThat(failed.code()).as(failed.err()).isZero();
        assertThat(failed.json().path("state").asString()).isEqualTo("failed");
        assertThat(errata().run("state", "override", "complete-task", "t1", "--reason", "x")
                        .code())
                .isEqualTo(2);
        assertThat(errata().run("state", "override", "fail-task", "t9", "--reason", "x")
                        .code())
                .isEqualTo(1);
        assertThat(errata().run("audit", "tail").out()).contains("state.moved", "manual_override", "operator=ann");

        sql("DELETE FROM tasks");
        Done shown = errata().run("state", "show", "task", "t1");
        assertThat(shown.out()).contains("deleted; its history stays", "from the database", "ann", "it hung");

        assertThat(errata().run("state", "rollback", "--to", "4").code()).isZero();
        assertThat(errata().run("state", "migrate").code()).isZero();
        Done journal = errata().run("state", "show", "task", "t1", "--json");
        assertThat(journal.json().path("history_from").asString()).isEqualTo("journal");
        assertThat(journal.json().path("history").get(0).path("to_state").asString())
                .isEqualTo("failed");
        assertThat(errata().run("state", "show", "task", "t9").code()).isEqualTo(1);
        assertThat(errata().run("state", "show", "tasks", "t1").code()).isEqualTo(1);
    }

    @Test
    void whileAnOwnerRunsItIsAskedAndTheSchemaStays() throws Exception {
        try (Background owner = errata().start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9")) {
            assertThat(owner.address()).isNotEmpty();
            task("t1");
            byte[] before = Files.readAllBytes(folder.resolve("home/errata.db"));
            for (String command : new String[] {"rollback", "migrate"}) {
                Done refused = errata().run("state", command);
                assertThat(refused.code()).as(command).isEqualTo(3);
                assertThat(refused.err()).contains("Another Errata", "Nothing was changed");
            }
            assertThat(Files.readAllBytes(folder.resolve("home/errata.db"))).isEqualTo(before);
            assertThat(errata().run("state", "status").code()).isZero();
            assertThat(errata().run("state", "show", "task", "t1").out()).contains("running");
            Done failed = errata().run("state", "override", "fail-task", "t1", "--reason", "it hung");
            assertThat(failed.code()).as(failed.err()).isZero();
            assertThat(errata().run("state", "show", "task", "t1").out()).contains("failed", "it hung");
        }
    }
}
