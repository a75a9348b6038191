package dev.errata.rules.patch.gate;

import dev.errata.logs.journal.Journal;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.GateRow;
import dev.errata.logs.store.entity.RunRow;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.TaskRow;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.logs.store.entity.Wish;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.desk.Gates;
import dev.errata.rules.work.Orchestrator;
import dev.errata.rules.work.RunPlan;
import dev.errata.rules.work.WorkLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs the gates of a workspace on copies of a result.
///
/// ```
/// settings --> one row each (PENDING) --> one run with a task for each gate, in the order of `after`
///          --> GateWork on a worker's thread: copy, command, PASSED or FAILED
///          --> BLOCKED for those whose gate before them failed
/// ```
///
/// Where nothing can isolate a gate, it runs only if the workspace's settings say so, and its outcome says it.
///
/// **Thread:** any that may wait for as long as the gates take.
public final class GateRunner implements Gates, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration ENDING = Duration.ofSeconds(20);
    private static final long COPY_SEC = 300;
    private static final Set<String> OVER = Set.of("succeeded", "failed", "canceled");

    private final States states;
    private final Ulids ids;
    private final InstantSource clock;
    private final GateWork work;
    private final Orchestrator orchestrator;
    private final Function<String, String> settings;
    private final Supplier<List<Path>> hidden;
    private final Supplier<Isolation> finding;
    private @Nullable Isolation isolation;
    private boolean started;

    /// @param folder of Errata's own, for copies
    /// @param copier writes files into an empty folder
    /// @param settings of a workspace, as JSON, by its id
    /// @param hidden folders that no gate may see: the home and all workspaces
    /// @param isolation asked once, when the first gate runs
    public GateRunner(
            States states,
            Ulids ids,
            InstantSource clock,
            Journal journal,
            Path folder,
            BiConsumer<FileSource, Path> copier,
            Function<String, String> settings,
            Supplier<List<Path>> hidden,
            Supplier<Isolation> isolation) {
        this.states = states;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
        this.hidden = hidden;
        this.finding = isolation;
        this.work = new GateWork(states, ids, clock, journal, folder, copier);
        this.orchestrator =
                new Orchestrator(states, ids, clock, Map.of(GateWork.KIND, work), Set.of(), WorkLimits.DEFAULTS);
    }

    /// Settles what an earlier process left. Once; before the first gate if nobody did.
    public synchronized void start() {
        if (!started) {
            started = true;
            orchestrator.start();
        }
    }

    /// Settles what an earlier process left in the middle of a gate, if it left something.
    public void settle() {
        if (!states.entities().gates().byState("RUNNING", 1, 0).isEmpty()) {
            start();
        }
    }

    private synchronized Isolation isolation() {
        if (isolation == null) {
            isolation = finding.get();
        }
        return isolation;
    }

    @Override
    public List<GateOutcome> run(Proposal proposal, FileSource result, BooleanSupplier cancelled) {
        String workspace = Objects.requireNonNullElse(proposal.workspace(), "");
        return switch (GateSettings.read(settings.apply(workspace))) {
            case GateSettings.Reading.Bad(List<String> faults) ->
                List.of(new GateOutcome("", "settings", "LINT", "FAILED", -1, false, String.join("\n", faults), 0));
            case GateSettings.Reading.Read(GateSettings read) ->
                read.gates().isEmpty() ? List.of() : run(proposal, result, read, cancelled);
        };
    }

    private List<GateOutcome> run(Proposal proposal, FileSource result, GateSettings read, BooleanSupplier cancelled) {
        start();
        Map<String, String> rows = new LinkedHashMap<>();
        List<GateWork.Trial> trials = new ArrayList<>();
        for (GateCommand command : read.gates()) {
            String id = ids.next();
            var unused = states.create(row(id, proposal.id(), command, rows));
            rows.put(command.name(), id);
            trials.add(
                    new GateWork.Trial(id, proposal.id(), command, result, isolation(), read.readable(), hidden.get()));
        }
        if (isolation().isolates() || read.withoutIsolation()) {
            trials.forEach(work::expect);
            try {
                await(orchestrator.submit(plan(proposal, trials)), cancelled);
                ended(rows);
            } finally {
                trials.forEach(trial -> work.forget(trial.gate()));
            }
            block(rows);
        } else {
            refuse(trials);
        }
        return of(proposal.id());
    }

    private GateRow row(String id, String proposal, GateCommand command, Map<String, String> rows) {
        return new GateRow(
                Entity.Head.fresh(Machine.TEST_GATE, id, clock.instant()),
                null,
                proposal,
                command.name(),
                command.type(),
                command.after().stream()
                        .map(name -> Objects.requireNonNull(rows.get(name)))
                        .toList(),
                String.join(" ", command.command()),
                command.expectedExitCode(),
                null,
                null);
    }

    private static RunPlan plan(Proposal proposal, List<GateWork.Trial> trials) {
        RunPlan.Task[] tasks = trials.stream()
                .map(trial -> new RunPlan.Task(
                        trial.command().name(),
                        false, // the others go on, so that a person sees all that is wrong
                        new TaskRow.Plan(
                                GateWork.KIND, trial.gate(), trial.command().after(), List.of(), 0, (int)
                                        (trial.command().timeoutSec() + COPY_SEC))))
                .toArray(RunPlan.Task[]::new);
        return new RunPlan("gates of " + proposal.id(), List.of(RunPlan.Stream.of("gates", tasks)));
    }

    private void await(String run, BooleanSupplier cancelled) {
        try {
            while (!orchestrator
                    .run(run)
                    .map(RunRow::state)
                    .filter(OVER::contains)
                    .isPresent()) {
                if (cancelled.getAsBoolean()) {
                    var unused = orchestrator.cancel(run, "errata", "nobody wants to know any more");
                }
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var unused = orchestrator.cancel(run, "errata", "who waited for it was interrupted");
        }
    }

    /// Of a run that was cancelled a gate may still be on its way out: its process is killed and its copy removed
    /// first.
    private void ended(Map<String, String> rows) {
        try {
            long end = System.nanoTime() + ENDING.toNanos();
            while (System.nanoTime() < end && rows.values().stream().anyMatch(work::runs)) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Those whose gate before them failed never begin.
    private void block(Map<String, String> rows) {
        for (String id : rows.values()) {
            if (states.entities().gates().get(id).map(GateRow::state).orElse("").equals("PENDING")) {
                var unused =
                        states.move(Wish.of(Machine.TEST_GATE, id, "BLOCKED").because("a gate it depends on failed"));
            }
        }
    }

    private void refuse(List<GateWork.Trial> trials) {
        for (GateWork.Trial trial : trials) {
            var unused = states.move(Wish.of(Machine.TEST_GATE, trial.gate(), "RUNNING"));
            work.told(
                    trial,
                    new GateProcess.Ended(
                            -1,
                            "the workspace does not allow gates without isolation (gates_without_isolation)",
                            "",
                            0));
        }
    }

    @Override
    public List<GateOutcome> of(String proposal) {
        Map<String, GateRow> last = new HashMap<>();
        List<GateRow> rows = states.entities().gates().byParent(Column.PATCH_ID, proposal);
        rows.stream().sorted(Comparator.comparing(GateRow::id)).forEach(row -> last.put(row.name(), row));
        return last.values().stream()
                .sorted(Comparator.comparing(GateRow::id))
                .map(this::outcome)
                .toList();
    }

    private GateOutcome outcome(GateRow row) {
        Optional<GateRow.Result> result = Optional.ofNullable(row.result()).or(() -> work.soFar(row.id()));
        String output = result.map(GateRow.Result::output).orElse("");
        return new GateOutcome(
                row.id(),
                row.name(),
                row.type().name(),
                row.state(),
                result.map(GateRow.Result::exitCode).orElse(-1L),
                output.startsWith("isolated"),
                output,
                result.map(GateRow.Result::durationMillis).orElse(0L));
    }

    @Override
    public void close() {
        synchronized (this) {
            if (!started) {
                return;
            }
        }
        orchestrator.close();
    }
}
