package dev.errata.rules.work;

import dev.errata.logs.state.Machine;
import dev.errata.logs.store.StoreException;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entities;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.MoveResult;
import dev.errata.logs.store.entity.RunRow;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.logs.store.entity.Wish;
import dev.errata.logs.store.entity.WorkstreamRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does runs: plans are put into the tables, and brought to their end whatever happens to the process.
///
/// ```
/// submit --> tables <-- Scheduler (one thread): what may begin, what is over, what is due again, cancel cascades
///                   <-- Worker (2 to 10 threads): claims a queued task, runs its work on a thread of its own
/// ```
///
/// The tables are the queue: nothing but them and the works is needed to go on after a crash. What another process
/// left is settled first, see [#start]. All threads are virtual; the database has its own.
///
/// What the tables of states leave open is decided so:
/// - a skipped prerequisite counts as met: it will never be completed, and somebody wanted it so;
/// - a task that took too long has failed, and is tried again while it has retries;
/// - a workstream in which nothing can go on any more has failed, critical task or not; a run whose workstreams are all
///   over, but not all completed or skipped, has failed: it would else never end, and it did not succeed.
///
/// **Thread:** any that may wait. **Errors:** [StoreException] where the database cannot be used.
public final class Orchestrator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Orchestrator.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofSeconds(30);

    private final States states;
    private final Entities entities;
    private final Ulids ids;
    private final InstantSource clock;
    private final Bell bell = new Bell();
    private final Scheduler scheduler;
    private final Pool pool;
    private final Cancelling cancelling;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /// @param works what each kind of task does
    /// @param capabilities what the workers can
    public Orchestrator(
            States states,
            Ulids ids,
            InstantSource clock,
            Map<String, TaskWork> works,
            Set<String> capabilities,
            WorkLimits limits) {
        this.states = states;
        this.entities = states.entities();
        this.ids = ids;
        this.clock = clock;
        Jobs jobs = new Jobs();
        this.cancelling = new Cancelling(states, jobs);
        this.scheduler = new Scheduler(states, clock, cancelling, limits);
        this.pool = new Pool(states, ids, clock, Map.copyOf(works), Set.copyOf(capabilities), limits, bell, jobs);
    }

    /// Settles what an earlier process left, then begins to work.
    ///
    /// | it was | it becomes |
    /// |---|---|
    /// | a worker | shutdown: its threads are gone |
    /// | a running task | retrying while it has retries, else failed |
    /// | a running gate | FAILED: a re-run is a new gate |
    /// | a unit-execution worker | TERMINATED |
    /// | anything else | what it was, and goes on from there |
    public void start() {
        new Leftovers(states, clock).settle();
        cancelling.finish();
        Thread loop = Thread.ofVirtual().name("errata-work").unstarted(this::loop);
        thread = loop;
        loop.start();
    }

    /// Takes a plan on.
    ///
    /// @return the run's id
    public String submit(RunPlan plan) {
        String run = ids.next();
        Map<String, String> streams = new HashMap<>();
        plan.streams().forEach(stream -> streams.put(stream.name(), ids.next()));
        // Pending until all of it is in: the scheduler begins a run only when asked to by the move below.
        var unused = states.create(
                new RunRow(Entity.Head.fresh(Machine.RUN, run, clock.instant()), plan.name(), null, null, null, null));
        for (RunPlan.Stream stream : plan.streams()) {
            WorkstreamRow row = states.create(new WorkstreamRow(
                    Entity.Head.fresh(Machine.WORKSTREAM, id(streams, stream.name()), clock.instant()),
                    run,
                    stream.name(),
                    stream.critical(),
                    stream.dependsOn().stream().map(name -> id(streams, name)).toList(),
                    null,
                    null,
                    null,
                    null));
            add(row, stream.tasks());
        }
        MoveResult begun = states.move(Wish.of(Machine.RUN, run, "running"));
        if (!begun.made()) {
            throw new StoreException("The run was not begun: " + begun.words());
        }
        bell.ring();
        return run;
    }

    private void add(WorkstreamRow stream, List<RunPlan.Task> tasks) {
        Map<String, String> named = new HashMap<>();
        tasks.forEach(task -> named.put(task.name(), ids.next()));
        for (RunPlan.Task task : tasks) {
            TaskRow.Plan work = task.work();
            TaskRow.Plan resolved = new TaskRow.Plan(
                    work.kind(),
                    work.payload(),
                    work.dependsOn().stream().map(name -> id(named, name)).toList(),
                    work.capabilities(),
                    work.maxRetries(),
                    work.timeoutSec());
            Entity.Head head = Entity.Head.fresh(Machine.TASK, id(named, task.name()), clock.instant());
            var unused = states.create(TaskRow.fresh(head, stream, task.name(), task.critical(), resolved, null));
        }
    }

    private static String id(Map<String, String> ids, String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException("nothing is named " + name);
        }
        return id;
    }

    /// Cancels a run and all that is not over in it.
    ///
    /// @param operator who asks
    public MoveResult cancel(String run, String operator, String reason) {
        MoveResult result = states.move(
                Wish.of(Machine.RUN, run, "canceled").because(reason).by(operator));
        if (result.made()) {
            cancelling.run(run, "the run was canceled");
            bell.ring();
        }
        return result;
    }

    /// A run as it stands.
    public Optional<RunRow> run(String id) {
        return entities.runs().get(id);
    }

    /// The tasks of a run as they stand.
    public List<TaskRow> tasks(String run) {
        return entities.tasks().byParent(Column.RUN_ID, run);
    }

    /// How many workers there are now.
    public int workers() {
        return pool.size();
    }

    /// Says that something may have changed outside: an override, a gate that passed, the clock.
    public void nudge() {
        bell.ring();
    }

    private void loop() {
        while (!closed) {
            long heard = bell.rings();
            try {
                if (scheduler.tick()) {
                    bell.ring(); // something moved: workers may have something to do, and more may follow from it
                }
                pool.fit();
            } catch (StoreException e) {
                LOG.warn("Work waits: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("The scheduler failed and goes on", e);
            }
            try {
                var unused = bell.await(heard, scheduler.open() ? LOOK : REST);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Stops working. What runs is interrupted and left as it is: the next start settles it.
    @Override
    public void close() {
        closed = true;
        bell.ring();
        Thread loop = thread;
        if (loop != null) {
            Threads.join(loop);
        }
        pool.close();
    }
}
