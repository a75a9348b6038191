package dev.errata.logs.store.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.logs.event.StateEvent;
import dev.errata.logs.journal.Home;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.state.Machine;
import dev.errata.logs.state.Move;
import dev.errata.logs.state.Severity;
import dev.errata.logs.state.State;
import dev.errata.logs.store.entity.MoveResult.Made;
import dev.errata.logs.store.entity.MoveResult.Missing;
import dev.errata.logs.store.entity.MoveResult.Outdated;
import dev.errata.logs.store.entity.MoveResult.Refused;
import dev.errata.logs.store.entity.MoveResult.Unrecorded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class StatesTest {
    @TempDir
    Path folder;

    private WorkHome home;

    @BeforeEach
    void open() {
        home = new WorkHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    @ParameterizedTest
    @EnumSource(Machine.class)
    void makesEveryListedMoveAndRefusesEveryOtherPair(Machine machine) {
        Entity entity = home.any(machine);
        for (State from : machine.states()) {
            for (State to : machine.states()) {
                home.force(machine, entity.id(), from.name());
                long before = home.history.count();
                MoveResult result = home.states.move(
                        Wish.of(machine, entity.id(), to.name()).because("test").by("me"));
                boolean listed = machine.move(from.name(), to.name()) instanceof Move.Allowed;
                assertThat(result).as(from + " > " + to).isInstanceOf(listed ? Made.class : Refused.class);
                assertThat(home.state(machine, entity.id())).contains(listed ? to.name() : from.name());
                assertThat(home.history.count() - before).isEqualTo(listed ? 1 : 0);
            }
        }
    }

    @Test
    void aRefusalNamesEntityStateWishAndWhatIsAllowed() {
        RunRow run = home.run();
        Refused refused = (Refused) home.states.move(Wish.of(Machine.RUN, run.id(), "succeeded"));
        assertThat(refused.message())
                .isEqualTo(
                        "The run " + run.id() + " is pending and cannot become succeeded; allowed: running, canceled.");
        assertThat(refused.allowed()).containsExactly("running", "canceled");
        assertThat(home.home.records()).extracting(JournalRecord::type).containsExactly("state.created");
    }

    @Test
    void aMoveIsInTheJournalBeforeAnybodyCanSeeIt() {
        RunRow run = home.run();
        AtomicReference<Optional<String>> seen = new AtomicReference<>(Optional.empty());
        List<String> journalled = new ArrayList<>();
        home.afterAppend = event -> {
            home.home.records().forEach(record -> journalled.add(record.type()));
            seen.set(home.state(Machine.RUN, run.id()));
        };
        Made made = (Made) home.states.move(Wish.of(Machine.RUN, run.id(), "running"));
        assertThat(journalled).containsExactly("state.created", "state.moved");
        assertThat(seen.get()).contains("pending");
        assertThat(home.state(Machine.RUN, run.id())).contains("running");
        assertThat(made.version()).isEqualTo(2);

        JournalRecord record = home.home.records().getLast();
        HistoryRow row = home.history.byEntity("run", run.id(), 10, 0).getFirst();
        assertThat(row.journalSeq()).isEqualTo(record.seq());
        assertThat(record.body().path("event_id").asString()).isEqualTo(row.eventId());
        assertThat(record.body().path("event_type").asString()).isEqualTo("run_state_transition");
        assertThat(record.body().path("context").path("run").asString()).isEqualTo(run.id());
        assertThat(row.timestamp()).isEqualTo(Home.START);
        assertThat(home.entities.runs().get(run.id()).orElseThrow().startedAt()).isEqualTo(Home.START);
    }

    @Test
    void withoutTheJournalNothingMoves() {
        RunRow run = home.run();
        home.refusal = "the disk is full";
        assertThat(home.states.move(Wish.of(Machine.RUN, run.id(), "running")))
                .isInstanceOfSatisfying(
                        Unrecorded.class, it -> assertThat(it.message()).contains("the disk is full", "stays pending"));
        assertThat(home.entities.runs().get(run.id())).contains(run);
        assertThat(home.states.note(Machine.RUN, run.id(), Severity.WARNING, "x"))
                .isFalse();
    }

    @Test
    void aForeignChangeBetweenJournalAndRowTakesTheMoveBack() {
        RunRow run = home.run();
        home.beforeAppend = event -> {
            if (event instanceof StateEvent.Moved) {
                home.sql("UPDATE runs SET version = version + 1");
            }
        };
        assertThat(home.states.move(Wish.of(Machine.RUN, run.id(), "running"))).isInstanceOf(Outdated.class);
        home.journal.close();
        assertThat(home.home.records()).extracting(JournalRecord::type).endsWith("state.moved", "state.unmade");
        assertThat(home.history.count()).isZero();
        assertThat(home.state(Machine.RUN, run.id())).contains("pending");
    }

    @Test
    void whatTheTableRefusesIsTakenBack() {
        TaskRow task = home.task(home.workstream(home.run()));
        MoveResult result = home.states.move(
                Wish.of(Machine.TASK, task.id(), "queued").with(Values.none().with(Column.RETRY_COUNT, 99L)));
        assertThat(result)
                .isInstanceOfSatisfying(
                        Unrecorded.class, it -> assertThat(it.message()).contains("stays pending", "CHECK"));
        home.journal.close();
        assertThat(home.home.records()).extracting(JournalRecord::type).endsWith("state.moved", "state.unmade");
    }

    @Test
    void whoDecidedOnAnOldVersionIsTold() {
        RunRow run = home.run();
        home.states.move(Wish.of(Machine.RUN, run.id(), "running"));
        assertThat(home.states.move(Wish.of(Machine.RUN, run.id(), "failed").on(1)))
                .isInstanceOf(Outdated.class);
        assertThat(home.states.move(Wish.of(Machine.RUN, run.id(), "failed").on(2)))
                .isInstanceOf(Made.class);
        assertThat(home.states.move(Wish.of(Machine.RUN, "none", "failed"))).isInstanceOf(Missing.class);
    }

    @Test
    void aQuarantineNeedsAReasonAndARollbackAPersonToo() {
        PatchRow patch = home.patch(home.workstream(home.run()));
        assertThat(home.states.move(Wish.of(Machine.PATCH, patch.id(), "quarantined")))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.message()).contains("needs a reason"));
        assertThat(home.states
                        .move(Wish.of(Machine.PATCH, patch.id(), "quarantined").because("no patch"))
                        .made())
                .isTrue();
        assertThat(home.entities.patches().get(patch.id()).orElseThrow().reason())
                .isEqualTo("no patch");
        home.force(Machine.PATCH, patch.id(), "committed");
        assertThat(home.states.move(
                        Wish.of(Machine.PATCH, patch.id(), "rolled_back").because("wrong")))
                .isInstanceOf(Refused.class);
        assertThat(home.states
                        .move(Wish.of(Machine.PATCH, patch.id(), "rolled_back")
                                .because("wrong")
                                .by("ann"))
                        .made())
                .isTrue();
        assertThat(home.history.byEntity("patch", patch.id(), 10, 1).getFirst())
                .extracting(HistoryRow::severity, HistoryRow::operator)
                .containsExactly("critical", "ann");
    }

    @Test
    void aColumnOfAnotherTableIsABrokenPromise() {
        RunRow run = home.run();
        assertThatThrownBy(() -> home.states.move(Wish.of(Machine.RUN, run.id(), "running")
                        .with(Values.none().with(Column.WORKER_ID, "w"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(home.home.records()).extracting(JournalRecord::type).containsExactly("state.created");
    }

    @Test
    void ofThreeWorkersThatClaimOneTaskOneWins() throws Exception {
        WorkstreamRow stream = home.workstream(home.run());
        List<WorkerRow> workers = List.of(home.worker(), home.worker(), home.worker());
        for (int round = 0; round < 20; round++) {
            TaskRow task = home.task(stream);
            home.states.move(Wish.of(Machine.TASK, task.id(), "queued"));
            var start = new CountDownLatch(1);
            List<CompletableFuture<MoveResult>> claims = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (WorkerRow worker : workers) {
                    claims.add(CompletableFuture.supplyAsync(
                            () -> {
                                await(start);
                                return home.states.move(Wish.of(Machine.TASK, task.id(), "running")
                                        .on(2)
                                        .with(Values.none().with(Column.WORKER_ID, worker.id())));
                            },
                            threads));
                }
                start.countDown();
            }
            List<MoveResult> results =
                    claims.stream().map(CompletableFuture::join).toList();
            assertThat(results.stream().filter(MoveResult::made))
                    .as("winners of round " + round)
                    .hasSize(1);
            int winner = results.indexOf(
                    results.stream().filter(MoveResult::made).findFirst().orElseThrow());
            assertThat(home.entities.tasks().get(task.id()).orElseThrow().workerId())
                    .isEqualTo(workers.get(winner).id());
            assertThat(home.history.count("task", task.id())).isEqualTo(2);
        }
        assertThat(home.home.records()).noneMatch(record -> record.type().equals("state.unmade"));
    }

    @Test
    void idsRiseEvenIfTheClockIsSetBack() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            home.home.setClock(Home.START.minusMillis(i % 7));
            ids.add(home.ids.next());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
