package dev.errata.proxy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.logs.problem.Problem;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.Leaks;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays every fault once: what the client sees, what the journal says, how long it takes, and that nothing is left.
final class FaultTableTest {

    private static final long MOST_MILLIS = 20_000;
    private static final Set<Phase> ALIVE = EnumSet.of(Phase.WAITING, Phase.STREAMING);
    private static final List<String> ROWS = new ArrayList<>();

    @AfterAll
    static void losesNothingAndPrintsTheTable() throws Exception {
        List<String> leaks = Leaks.found();
        var table = new ArrayList<String>();
        table.add("# Faults and their outcomes");
        table.add("");
        table.add("Buffers lost, by the leak detector at its paranoid level, over all cases: " + leaks.size() + ".");
        table.add("");
        table.add("| fault | the client sees | journal | whose fault | ms | connections, exchanges left |");
        table.add("|---|---|---|---|---|---|");
        table.addAll(ROWS);
        Files.write(Files.createDirectories(Path.of("target")).resolve("faults.md"), table);
        assertThat(leaks).isEmpty();
    }

    static Stream<FaultCase> faults() {
        return Stream.of(ServerFaults.all(), ClientFaults.all(), FramingFaults.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void hasItsOutcomeAndLeavesNothing(FaultCase fault) throws Exception {
        try (var server = new ScriptedServer(fault.server());
                var bench = new Bench(server)) {
            long begun = System.nanoTime();
            String sees;
            try (RawClient client = bench.client()) {
                sees = fault.play().on(new FaultCase.Stage(bench, server, client));
            }
            boolean idle = fault.outcome().equals("completed");
            if (!fault.outcome().isEmpty()) {
                bench.finished(1);
            }
            Bench.await(() -> bench.proxy.exchanges().recent(9).stream().noneMatch(e -> ALIVE.contains(e.phase())));
            // A connection whose answer was in order rests until it is used again.
            Bench.await(() -> server.live.get() <= (idle ? 1 : 0));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            assertThat(sees).isEqualTo(fault.sees());
            assertThat(bench.journal.finished())
                    .extracting(end -> end.outcome())
                    .allMatch(fault.outcome()::equals)
                    .hasSizeBetween(fault.outcome().isEmpty() ? 0 : 1, fault.outcome().isEmpty() ? 0 : 2);
            assertThat(bench.journal.finished()).allSatisfy(end -> assertThat(end.note()).contains(fault.note()));
            assertThat(bench.journal.finished())
                    .allSatisfy(end -> assertThat(blamed(end)).isEqualTo(whose(fault.outcome())));
            if (fault.outcome().equals("refused")) {
                assertThat(bench.finished(1).note()).contains("the client's fault: ");
                assertThat(server.requests).as("what reached the model server").isEmpty();
            }
            assertThat(millis).isLessThan(MOST_MILLIS);
            long closing = System.nanoTime();
            bench.proxy.close(Duration.ofSeconds(20));
            assertThat(Duration.ofNanos(System.nanoTime() - closing))
                    .as("no client's connection is left to wait for")
                    .isLessThan(Duration.ofSeconds(19));
            ROWS.add("| %s | %s | %s | %s | %d | 0, 0 |"
                    .formatted(
                            fault.name(),
                            sees,
                            fault.outcome().isEmpty() ? "-" : fault.outcome(),
                            whose(fault.outcome()),
                            millis));
        }
    }

    /// Whom a record blames: by the code in its note, else by an outcome that has only one meaning.
    private static String blamed(ExchangeFinished end) {
        return Problem.all().stream()
                .filter(problem -> end.note().contains("[" + problem.code() + "]"))
                .map(problem -> problem.entry().blame().words())
                .findFirst()
                .orElse(end.outcome().equals("client_closed") ? "the client" : "-");
    }

    private static String whose(String outcome) {
        return switch (outcome) {
            case "upstream_failed" -> "the model server";
            case "client_closed", "refused" -> "the client";
            default -> "-";
        };
    }

    @Test
    void coversEnough() {
        assertThat(faults().map(FaultCase::name)).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
    }
}
