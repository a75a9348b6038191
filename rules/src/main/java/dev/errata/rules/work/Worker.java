package dev.errata.rules.work;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.StoreException;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.MoveResult;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Values;
import dev.errata.logs.store.entity.Wish;
import dev.errata.logs.store.entity.WorkerRow;
import dev.errata.rules.work.TaskWork.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker: claims a queued task, watches its work, tells how it ended, and says now and then that it lives.
///
/// The work runs on a thread of its own, so that the worker can stop it and beat its heart meanwhile.
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int LOOKS_AT_ROW = 10;
    private static final int CANDIDATES = 50;

    private final States states;
    private final Entities entities;
    private final String id;
    private final InstantSource clock;
    private final Map<String, TaskWork> works;
    private final Set<String> capabilities;
    private final WorkLimits limits;
    private final Bell bell;
    private final Jobs jobs;
    private final Thread thread;

    private volatile boolean dismissed;
    private volatile boolean ending;
    private volatile boolean ended;
    private volatile @Nullable Instant idleFrom;
    private Instant heartbeat = Instant.MIN; // of its own thread

    Worker(
            States states,
            String id,
            InstantSource clock,
            Map<String, TaskWork> works,
            Set<String> capabilities,
            WorkLimits limits,
            Bell bell,
            Jobs jobs) {
        this.states = states;
        this.entities = states.entities();
        this.id = id;
        this.clock = clock;
        this.works = works;
        this.capabilities = capabilities;
        this.limits = limits;
        this.bell = bell;
        this.jobs = jobs;
        this.thread = Thread.ofVirtual().name("errata-worker-" + id).unstarted(this::run);
        this.idleFrom = clock.instant();
    }

    void start() {
        thread.start();
    }

    boolean ended() {
        return ended;
    }

    boolean idle() {
        return idleFrom != null && !dismissed;
    }

    /// For how long it has had nothing to do; zero while it works.
    Duration idleSince(Instant now) {
        Instant from = idleFrom;
        return from == null ? Duration.ZERO : Duration.between(from, now);
    }

    /// Lets it end after its task.
    void dismiss() {
        dismissed = true;
        bell.ring();
    }

    /// Lets it end at once; its task stays as it is in the tables.
    void dismissNow() {
        ending = true;
        dismiss();
    }

    void join() {
        Threads.join(thread);
    }

    private void run() {
        try {
            Instant now = clock.instant();
            var begun = states.create(new WorkerRow(
                    Entity.Head.fresh(Machine.WORKER, id, now),
                    thread.getName(),
                    capabilities.stream().sorted().toList(),
                    1,
                    now));
            heartbeat = begun.heartbeatAt();
            move("idle", "");
            while (!dismissed && !Thread.currentThread().isInterrupted()) {
                long heard = bell.rings();
                if (!turn()) {
                    var unused = bell.await(heard, REST.compareTo(limits.heartbeat()) < 0 ? REST : limits.heartbeat());
                }
            }
            move("shutdown", "it is not needed any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The worker {} failed", id, e);
        } finally {
            ended = true;
            bell.ring();
        }
    }

    /// Does one task if one waits.
    private boolean turn() throws InterruptedException {
        try {
            beat();
            Optional<TaskRow> task = claim();
            if (task.isPresent()) {
                idleFrom = null;
                try {
                    perform(task.get());
                } finally {
                    idleFrom = clock.instant();
                }
                return true;
            }
        } catch (StoreException e) {
            LOG.warn("The worker {} waits: {}", id, e.getMessage());
        }
        return false;
    }

    /// Claims a task. Of several workers who want the same one, the one wins that moves it first.
    private Optional<TaskRow> claim() {
        for (TaskRow task : entities.tasks().byState("queued", CANDIDATES, 0)) {
            boolean able = capabilities.containsAll(task.plan().capabilities());
            if (able
                    && states.move(Wish.of(Machine.TASK, task.id(), "running")
                                    .on(task.head().version())
                                    .with(Values.none().with(Column.WORKER_ID, id)))
                            .made()) {
                return entities.tasks().get(task.id());
            }
        }
        return Optional.empty();
    }

    private void perform(TaskRow task) throws InterruptedException {
        move("busy", "");
        TaskWork work = works.get(task.plan().kind());
        if (work == null) {
            tell(task, new Result(-1, "no work of the kind " + task.plan().kind() + " is known"));
        } else {
            Job job = new Job(task.id(), task.plan().payload(), work);
            jobs.add(task.id(), job);
            bell.ring();
            try {
                // It may have been cancelled before its job could be found to be stopped.
                if (mine(task)) {
                    Instant end = clock.instant().plusSeconds(task.plan().timeoutSec());
                    job.start();
                    watch(task, job, end);
                }
            } finally {
                jobs.remove(task.id(), job);
                job.stop();
            }
        }
        move("idle", "");
    }

    /// Whether the task still is what this worker claimed: a person may have overridden it.
    private boolean mine(TaskRow task) {
        return entities.tasks()
                .get(task.id())
                .filter(now -> now.head().version() == task.head().version())
                .isPresent();
    }

    private void watch(TaskRow task, Job job, Instant end) throws InterruptedException {
        int looks = 0;
        // A stopped job was cancelled by who stopped it; its task is moved already.
        while (!ending && !job.stopped()) {
            Optional<Result> result = job.await(LOOK);
            if (result.isPresent()) {
                if (!job.stopped()) {
                    tell(task, result.get());
                }
                return;
            }
            beat();
            if (++looks % LOOKS_AT_ROW == 0 && !mine(task)) {
                return;
            }
            if (clock.instant().isAfter(end)) {
                tell(task, new Result(-1, "it took longer than " + task.plan().timeoutSec() + " s"));
                return;
            }
        }
    }

    private void tell(TaskRow task, Result result) {
        if (ending) {
            return;
        }
        MoveResult told = result.exitCode() == 0
                ? states.move(Wish.of(Machine.TASK, task.id(), "validating")
                        .on(task.head().version())
                        .with(Values.none().with(Column.EXIT_CODE, (Long) result.exitCode())))
                : Failing.fail(states, task, result.exitCode(), result.message(), clock.instant());
        if (!told.made()) {
            LOG.debug("The result of task {} counts no more: {}", task.id(), told.words());
        }
        bell.ring();
    }

    /// Says that it lives, when it is time. Who was taken for dead comes back.
    private void beat() {
        Instant now = clock.instant();
        if (Duration.between(heartbeat, now).compareTo(limits.heartbeat()) < 0) {
            return;
        }
        heartbeat = now;
        entities.workers().touch(id, Values.none().with(Column.HEARTBEAT_AT, now));
        String state = entities.workers().get(id).map(WorkerRow::state).orElse("shutdown");
        if (state.equals("unresponsive")) {
            move("idle", "heartbeat back");
            if (idleFrom == null) {
                move("busy", "its task goes on");
            }
        } else if (state.equals("shutdown")) {
            ending = true; // it was given up, and its task with it
            dismissed = true;
        }
    }

    private void move(String to, String why) {
        if (!(ending && List.of("idle", "busy").contains(to))) {
            states.move(Wish.of(Machine.WORKER, id, to).because(why));
        }
    }
}
