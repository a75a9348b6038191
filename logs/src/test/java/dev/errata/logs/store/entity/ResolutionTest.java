package dev.errata.logs.store.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.StateEvent;
import dev.errata.logs.event.StateEvent.Context;
import dev.errata.logs.journal.Home;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.state.Machine;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies between the journal and the table.
@Timeout(60)
final class ResolutionTest {
    @TempDir
    Path folder;

    private WorkHome home;

    @BeforeEach
    void open() {
        home = new WorkHome(folder);
        home.resolve();
    }

    @AfterEach
    void close() {
        home.close();
    }

    /// What is in the journal when the process dies before it changes the row.
    @SuppressWarnings("NullAway") // a record's class file does not say that the map's values may be null
    private StateEvent.Moved journalOnly(
            String task, long version, String from, String to, Map<String, @Nullable String> changes) {
        var event = new StateEvent.Moved(
                home.ids.next(),
                Home.START,
                "task_state_transition",
                "info",
                "task",
                task,
                version,
                from,
                to,
                "t",
                "",
                null,
                changes,
                new Context("r", "w"));
        Home.append(home.journal, event);
        return event;
    }

    private void restart() {
        home.close();
        home = new WorkHome(folder);
    }

    @Test
    void theRowFollowsTheJournal() {
        TaskRow task = home.task(home.workstream(home.run()));
        WorkerRow worker = home.worker();
        var queued = journalOnly(task.id(), 1, "pending", "queued", Map.of());
        Map<String, @Nullable String> changes = new LinkedHashMap<>();
        changes.put("worker_id", worker.id());
        changes.put("retry_count", "2");
        changes.put("last_error", null);
        var running = journalOnly(task.id(), 2, "queued", "running", Collections.unmodifiableMap(changes));
        restart();

        assertThat(home.state(Machine.TASK, task.id())).contains("pending");
        assertThat(home.resolve()).isEqualTo(2);

        TaskRow now = home.entities.tasks().get(task.id()).orElseThrow();
        assertThat(now.state()).isEqualTo("running");
        assertThat(now.head().version()).isEqualTo(3);
        assertThat(now.workerId()).isEqualTo(worker.id());
        assertThat(now.retryCount()).isEqualTo(2);
        assertThat(home.history.byEntity("task", task.id(), 10, 0))
                .extracting(HistoryRow::eventId)
                .containsExactly(queued.eventId(), running.eventId());
        assertThat(home.ids.next()).isGreaterThan(running.eventId());
        assertThat(home.resolve()).as("nothing is in doubt any more").isZero();
        assertThat(home.states
                        .move(Wish.of(Machine.TASK, task.id(), "validating"))
                        .made())
                .isTrue();
        restart();
        assertThat(home.resolve()).isZero();
        assertThat(home.state(Machine.TASK, task.id())).contains("validating");
    }

    @Test
    void aMoveThatWasTakenBackStaysSo() {
        TaskRow task = home.task(home.workstream(home.run()));
        var event = journalOnly(task.id(), 1, "pending", "queued", Map.of());
        Home.append(
                home.journal,
                new StateEvent.Unmade(home.ids.next(), Home.START, event.eventId(), "task", task.id(), "full"));
        restart();
        assertThat(home.resolve()).isZero();
        assertThat(home.state(Machine.TASK, task.id())).contains("pending");
        assertThat(home.history.count()).isZero();
    }

    @Test
    void ofADeletedRowTheHistoryAloneIsWritten() {
        RunRow run = home.run();
        TaskRow task = home.task(home.workstream(run));
        journalOnly(task.id(), 1, "pending", "queued", Map.of());
        assertThat(home.states.delete(Machine.RUN, run.id(), "", null)).isInstanceOf(Saved.Done.class);
        restart();
        assertThat(home.resolve()).isZero();
        assertThat(home.history.byEntity("task", task.id(), 10, 0)).hasSize(1);
    }

    @Test
    void aRowThatIsAnotherNowIsLeftAloneAndTheJournalSaysSo() {
        TaskRow task = home.task(home.workstream(home.run()));
        journalOnly(task.id(), 1, "pending", "queued", Map.of());
        home.sql("UPDATE tasks SET version = 5");
        restart();
        assertThat(home.resolve()).isZero();
        assertThat(home.state(Machine.TASK, task.id())).contains("pending");
        home.journal.close();
        assertThat(home.home.records())
                .extracting(JournalRecord::type)
                .filteredOn(type -> type.startsWith("state."))
                .endsWith("state.moved", "state.unmade");
    }

    @Test
    void theJournalStillTellsWhatANewDatabaseDoesNot() {
        RunRow run = home.run();
        home.states.move(Wish.of(Machine.RUN, run.id(), "running"));
        home.states.move(Wish.of(Machine.RUN, run.id(), "failed").because("no luck"));
        assertThat(Resolution.history(home.home.reader(), "run", run.id(), 10))
                .isEqualTo(home.history.byEntity("run", run.id(), 10, 0));
        assertThat(Resolution.history(home.home.reader(), "task", run.id(), 10)).isEmpty();
    }
}
