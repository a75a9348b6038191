package dev.errata.rules.patch.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.errata.logs.event.Event;
import dev.errata.logs.event.PatchEvent;
import dev.errata.logs.event.StateEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalStatus;
import dev.errata.logs.state.Machine;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.logs.store.entity.Entity;
import dev.errata.logs.store.entity.PatchRow;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.store.RuleSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

final class GateRunnerTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String PROPOSAL = "01PROPOSAL";

    @TempDir
    Path home;

    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private SqliteDatabase database;
    private States states;
    private Ulids ids;
    private @Nullable GateRunner runner;
    private String settings = "{}";
    private final NavigableMap<WorkspacePath, FileImage> files =
            new TreeMap<>(Map.of(new WorkspacePath("src/a.txt"), FileImage.text("hello\n")));

    private final class Recording implements Journal {
        @Override
        public CompletionStage<Receipt> append(Event event) {
            events.add(event);
            return CompletableFuture.completedFuture(new Receipt(events.size(), "x"));
        }

        @Override
        public boolean pressed() {
            return false;
        }

        @Override
        public JournalStatus status() {
            return new JournalStatus(0, 0, null, null);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(home.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), CLOCK);
        ids = new Ulids(CLOCK, new SecureRandom());
        var journal = new Recording();
        states = new States(database, journal, CLOCK, ids);
        var unused = states.create(new PatchRow(
                Entity.Head.fresh(Machine.PATCH, PROPOSAL, CLOCK.instant()),
                null,
                null,
                "W",
                null,
                null,
                0,
                null,
                null,
                null));
    }

    @AfterEach
    void close() {
        if (runner != null) {
            runner.close();
        }
        database.close();
    }

    private List<GateOutcome> run(Isolation isolation, String text) {
        return run(isolation, text, () -> false);
    }

    private List<GateOutcome> run(Isolation isolation, String text, BooleanSupplier cancelled) {
        settings = text;
        var gates = new GateRunner(
                states,
                ids,
                CLOCK,
                new Recording(),
                home.resolve("gates"),
                GateRunnerTest::copy,
                workspace -> settings,
                () -> List.of(home),
                () -> isolation);
        runner = gates;
        return gates.run(proposal(), FileSource.of(files), cancelled);
    }

    @Test
    void aCancelledGateIsKilledAndHasNotPassedAndWhatItSaidIsKept() {
        var seen = new AtomicReference<List<GateOutcome>>(List.of());
        List<GateOutcome> outcomes = run(
                new Isolation.None("test"),
                gates(gate("slow", "echo begun; sleep 600", ""), gate("behind", "true", ",\"after\":[\"slow\"]")),
                () -> {
                    List<GateOutcome> now = Objects.requireNonNull(runner).of(PROPOSAL);
                    boolean begun = now.stream().anyMatch(gate -> gate.output().contains("begun"));
                    if (begun && seen.get().isEmpty()) {
                        seen.set(now);
                    }
                    return begun;
                });
        assertThat(seen.get()).first().extracting(GateOutcome::state).isEqualTo("RUNNING");
        assertThat(outcomes).extracting(GateOutcome::state).containsExactly("FAILED", "BLOCKED");
        assertThat(outcomes.getFirst().output()).contains("begun");
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("sleep 600")))
                .isEmpty();
        assertThat(home.resolve("gates")).isEmptyDirectory();
    }

    private static void copy(FileSource source, Path folder) {
        try {
            for (WorkspacePath path : source.paths()) {
                FileImage image = source.file(path).orElseThrow();
                Path file = folder.resolve(path.value());
                Files.createDirectories(file.getParent());
                Files.write(file, image.content().bytes());
                assertThat(file.toFile().setExecutable(image.mode() == FileMode.EXECUTABLE))
                        .isTrue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Proposal proposal() {
        return new Proposal(
                PROPOSAL,
                "queued",
                3,
                new Proposal.Origin(
                        "t", new Actor("me", Actor.Channel.CLI), "", null, "unified-diff", true, Instant.EPOCH),
                "W",
                "V",
                null,
                null,
                Map.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                "",
                null,
                null);
    }

    private static String gate(String name, String script, String more) {
        String command = JsonMapper.shared().writeValueAsString(List.of("sh", "-c", script));
        return "{\"name\":\"" + name + "\",\"command\":" + command + more + "}";
    }

    private static String gates(String... gates) {
        return "{\"gates\":[" + String.join(",", gates) + "],\"gates_without_isolation\":true}";
    }

    /// What isolates here. None at all is a machine on which these tests say so.
    static List<Isolation> isolating() throws IOException {
        Path folder = Files.createTempDirectory("errata-isolation");
        folder.toFile().deleteOnExit();
        Stream<Isolation> bwrap = Isolation.onPath("bwrap").stream().map(Isolation.Bubblewrap::new);
        Stream<Isolation> namespaces =
                Isolation.onPath("unshare").stream().map(unshare -> Isolation.namespaces(unshare, folder));
        List<Isolation> works = Stream.concat(bwrap, namespaces)
                .filter(each -> Isolation.works(each, folder))
                .toList();
        return works.isEmpty() ? List.of(new Isolation.None("nothing isolates on this machine")) : works;
    }

    @ParameterizedTest
    @MethodSource("isolating")
    void seesTheResultAndNothingElse(Isolation isolation) throws IOException {
        assumeThat(isolation.isolates()).as(isolation.words()).isTrue();
        Path secret = Files.writeString(home.resolve("id_rsa"), "key");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(60_000);
            List<GateOutcome> outcomes = run(
                    isolation,
                    gates(
                            gate("sees the result", "test \"$(cat src/a.txt)\" = hello && echo more >> src/a.txt", ""),
                            gate("sees it fresh", "test \"$(cat src/a.txt)\" = hello", ""),
                            gate("reads no secret", "! cat " + secret + " && ! ls " + home, ""),
                            gate("reads no home", "! ls ~/.ssh && test -z \"$(ls -A ~)\"", ""),
                            gate("writes nowhere else", "! touch /usr/errata /etc/errata /errata " + home + "/b", ""),
                            gate(
                                    "connects nowhere",
                                    "! bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + "'",
                                    ""),
                            gate(
                                    "has no secrets in its environment",
                                    "! env | grep -i -e TOKEN -e SECRET -e MAVEN",
                                    "")));
            assertThat(outcomes).allSatisfy(outcome -> {
                assertThat(outcome.output()).startsWith(isolation.words());
                assertThat(outcome.state())
                        .as("%s: %s", outcome.name(), outcome.output())
                        .isEqualTo("PASSED");
                assertThat(outcome.isolated()).isTrue();
            });
        }
        assertThat(secret).hasContent("key");
        assertThat(home.resolve("gates")).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("isolating")
    void endsTheWholeTreeOfWhatTakesTooLong(Isolation isolation) throws Exception {
        String mark = "86" + ProcessHandle.current().pid();
        List<GateOutcome> outcomes =
                run(isolation, gates(gate("slow", "(sleep " + mark + " &) ; sleep " + mark, ",\"timeout_sec\":1")));
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.state()).isEqualTo("FAILED");
            assertThat(outcome.exitCode()).isEqualTo(-1);
            assertThat(outcome.output()).contains("longer than 1 s");
        });
        for (int look = 0; look < 100 && sleeping(mark); look++) {
            Thread.onSpinWait();
            new ProcessBuilder("true").start().waitFor();
        }
        assertThat(sleeping(mark)).isFalse();
    }

    private static boolean sleeping(String mark) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith("sleep " + mark));
    }

    @Test
    void aGateAfterOneThatFailedNeverBegins() {
        List<GateOutcome> outcomes = run(
                new Isolation.None("told so"),
                gates(
                        gate("lint", "echo three faults; exit 3", ",\"type\":\"LINT\""),
                        gate("tests", "true", ",\"after\":[\"lint\"]"),
                        gate("docs", "true", "")));
        assertThat(outcomes)
                .extracting(GateOutcome::name, GateOutcome::state, GateOutcome::exitCode, GateOutcome::isolated)
                .containsExactly(
                        tuple("lint", "FAILED", 3L, false),
                        tuple("tests", "BLOCKED", -1L, false),
                        tuple("docs", "PASSED", 0L, false));
        assertThat(outcomes.getFirst().output()).contains("not isolated: told so", "three faults");
    }

    @Test
    void anotherExitCodeCanBeTheExpectedOne() {
        assertThat(run(new Isolation.None("-"), gates(gate("g", "exit 5", ",\"expected_exit_code\":5"))))
                .extracting(GateOutcome::state)
                .containsExactly("PASSED");
    }

    @Test
    void withoutIsolationNothingRunsUnlessTheWorkspaceAllowsIt() {
        Path mark = home.resolve("ran");
        String text = "{\"gates\":[" + gate("g", "touch " + mark, "") + "]}";
        assertThat(run(new Isolation.None("no means"), text)).singleElement().satisfies(outcome -> {
            assertThat(outcome.state()).isEqualTo("FAILED");
            assertThat(outcome.output()).contains("not isolated: no means", "gates_without_isolation");
        });
        assertThat(mark).doesNotExist();
    }

    @Test
    void settingsThatCannotBeReadFailAndRunNothing() {
        assertThat(run(new Isolation.None("-"), "{\"gates\":[{\"name\":\"x\",\"command\":\"rm -rf\",\"type\":\"Q\"}]}"))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.state()).isEqualTo("FAILED");
                    assertThat(outcome.output())
                            .contains("LINT, UNIT, INTEGRATION or SECURITY", "command of x is a list");
                });
    }

    @Test
    void tooMuchOutputEndsIt() {
        assertThat(run(new Isolation.None("-"), gates(gate("g", "yes errata", ",\"output_mb\":1,\"timeout_sec\":60"))))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.state()).isEqualTo("FAILED");
                    assertThat(outcome.output())
                            .contains("more than 1 MB", "characters are left out")
                            .hasSizeLessThan(400_000);
                });
    }

    @Test
    void twoGatesLeaveTheMovesOfAllTheirMachinesInOrder() {
        assertThat(run(
                        new Isolation.None("-"),
                        gates(gate("lint", "true", ""), gate("tests", "true", ",\"after\":[\"lint\"]"))))
                .extracting(GateOutcome::state)
                .containsExactly("PASSED", "PASSED");
        assertThat(moves("run")).startsWith("pending>running").endsWith("running>succeeded");
        assertThat(moves("task"))
                .containsSubsequence("pending>queued", "queued>running", "running>validating", "validating>completed");
        assertThat(moves("test_gate"))
                .containsExactly("PENDING>RUNNING", "RUNNING>PASSED", "PENDING>RUNNING", "RUNNING>PASSED");
        assertThat(moves("uet_worker"))
                .containsExactly(
                        "SPAWNING>IDLE",
                        "IDLE>BUSY",
                        "BUSY>IDLE",
                        "IDLE>TERMINATED",
                        "SPAWNING>IDLE",
                        "IDLE>BUSY",
                        "BUSY>IDLE",
                        "IDLE>TERMINATED");
        assertThat(moves("workstream")).containsSubsequence("executing>validating", "validating>completed");
        assertThat(events.stream().filter(PatchEvent.GateFinished.class::isInstance))
                .hasSize(2);
    }

    private List<String> moves(String entity) {
        return events.stream()
                .filter(StateEvent.Moved.class::isInstance)
                .map(StateEvent.Moved.class::cast)
                .filter(moved -> moved.entityType().equals(entity))
                .map(moved -> moved.fromState() + ">" + moved.toState())
                .toList();
    }
}
