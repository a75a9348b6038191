package dev.errata.rules.patch.gate;

import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.entity.Column;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.GateRow;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.UetWorkerRow;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.logs.store.entity.Values;
import dev.errata.logs.store.entity.Wish;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.work.TaskWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The task that runs one gate: a fresh copy of the result, a unit-execution worker, the command, its outcome.
///
/// What is to be tried lives in this process only; a task that outlived the process which wanted it fails and says so.
final class GateWork implements TaskWork {
    static final String KIND = "gate";

    private static final Logger LOG = LoggerFactory.getLogger(GateWork.class);

    private final States states;
    private final Ulids ids;
    private final InstantSource clock;
    private final Journal journal;
    private final Path folder;
    private final BiConsumer<FileSource, Path> copier;
    private final Map<String, Trial> trials = new ConcurrentHashMap<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /// @param folder where copies are made
    /// @param copier writes files into an empty folder
    GateWork(
            States states,
            Ulids ids,
            InstantSource clock,
            Journal journal,
            Path folder,
            BiConsumer<FileSource, Path> copier) {
        this.states = states;
        this.ids = ids;
        this.clock = clock;
        this.journal = journal;
        this.folder = folder;
        this.copier = copier;
    }

    /// What one gate is to try.
    ///
    /// @param gate id of its row
    record Trial(
            String gate,
            String proposal,
            GateCommand command,
            FileSource result,
            Isolation isolation,
            List<Path> readable,
            List<Path> hidden) {}

    void expect(Trial trial) {
        trials.put(trial.gate(), trial);
    }

    void forget(String gate) {
        trials.remove(gate);
    }

    @Override
    public Result run(Assignment assignment) throws IOException, InterruptedException {
        Trial trial = trials.get(assignment.payload());
        if (trial == null) {
            return Result.failed("The process that wanted this gate has ended; apply the proposal again.");
        }
        var begun = new Running(trial.isolation().words(), clock.instant(), () -> "");
        // Before anything else, so that who waits for its end sees that there is something to wait for.
        running.put(trial.gate(), begun);
        try {
            return run(assignment, trial, begun);
        } finally {
            running.remove(trial.gate());
        }
    }

    private Result run(Assignment assignment, Trial trial, Running begun) throws IOException, InterruptedException {
        move(Machine.TEST_GATE, trial.gate(), "RUNNING", Values.none().with(Column.TASK_ID, assignment.task()));
        Path copy = folder.resolve(trial.gate());
        String worker = ids.next();
        var unused = states.create(new UetWorkerRow(
                Entity.Head.fresh(Machine.UET_WORKER, worker, clock.instant()),
                "gate " + trial.command().name(),
                assignment.task(),
                null,
                null));
        GateProcess.@Nullable Ended ended = null;
        try {
            Files.createDirectories(copy);
            copier.accept(trial.result(), copy);
            move(Machine.UET_WORKER, worker, "IDLE", Values.none());
            ended = new GateProcess(trial.isolation(), trial.readable(), trial.hidden())
                    .run(
                            trial.command(),
                            copy,
                            process -> move(
                                    Machine.UET_WORKER,
                                    worker,
                                    "BUSY",
                                    Values.none().with(Column.PROCESS_ID, (Long) process)),
                            said -> running.put(trial.gate(), new Running(begun.isolation(), begun.since(), said)));
            move(Machine.UET_WORKER, worker, "IDLE", Values.none());
            return told(trial, ended);
        } finally {
            move(Machine.UET_WORKER, worker, "TERMINATED", Values.none());
            if (ended == null) {
                Running now = running.getOrDefault(trial.gate(), begun);
                told(
                        trial,
                        new GateProcess.Ended(
                                -1, "it could not be run to its end", now.said().get(), millis(now)));
            }
            remove(copy);
        }
    }

    /// A gate that runs.
    private record Running(String isolation, Instant since, Supplier<String> said) {}

    /// Whether a gate's process, or anything of it, is still there.
    boolean runs(String gate) {
        return running.containsKey(gate);
    }

    /// What a gate that runs has said so far.
    Optional<GateRow.Result> soFar(String gate) {
        return Optional.ofNullable(running.get(gate))
                .map(now -> new GateRow.Result(
                        -1L, now.isolation() + "\n" + now.said().get(), millis(now)));
    }

    private long millis(Running now) {
        return Math.max(0, Duration.between(now.since(), clock.instant()).toMillis());
    }

    /// Keeps how it ended.
    Result told(Trial trial, GateProcess.Ended ended) {
        GateCommand command = trial.command();
        boolean passed = ended.stopped().isEmpty() && ended.exitCode() == command.expectedExitCode();
        String output = trial.isolation().words() + "\n" + ended.output()
                + (ended.stopped().isEmpty() ? "" : "\n[stopped: " + ended.stopped() + "]\n");
        String state = passed ? "PASSED" : "FAILED";
        move(
                Machine.TEST_GATE,
                trial.gate(),
                state,
                Values.none()
                        .with(Column.EXIT_CODE, (Long) ended.exitCode())
                        .with(Column.OUTPUT, output)
                        .with(Column.DURATION_MILLIS, (Long) ended.durationMillis()));
        var unused = journal.append(new PatchEvent.GateFinished(
                trial.proposal(),
                trial.gate(),
                command.type().name(),
                state,
                (int) ended.exitCode(),
                trial.isolation().isolates(),
                Content.sha256(output.getBytes(StandardCharsets.UTF_8)),
                ended.durationMillis()));
        String why = ended.stopped().isEmpty() ? "exit code " + ended.exitCode() : ended.stopped();
        return passed ? Result.DONE : Result.failed("the gate " + command.name() + " failed: " + why);
    }

    private void move(Machine machine, String id, String to, Values changes) {
        var made = states.move(Wish.of(machine, id, to).with(changes));
        if (!made.made()) {
            LOG.warn("A gate's state is not kept: {}", made.words());
        }
    }

    /// Deletes a copy, whatever a gate has made of it.
    private static void remove(Path copy) {
        try {
            Files.walkFileTree(copy, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var unused = folder.toFile().setWritable(true);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("The copy {} that a gate ran on could not be removed: {}", copy.getFileName(), e.toString());
        }
    }
}
