package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.fixtures.WireRow;
import dev.errata.proxy.fixtures.WireRow.Cell;
import dev.errata.proxy.fixtures.WireRow.Channel;
import dev.errata.proxy.fixtures.WireRows;
import dev.errata.proxy.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One rule on every wire, in every channel, streamed and not, through real sockets. A new wire is a new row in
/// [WireRows].
@TestMethodOrder(OrderAnnotation.class)
final class WireMatrixTest {

    private static final Map<String, String> GREEN = new LinkedHashMap<>();

    /// One cell that is to be green.
    record Case(WireRow row, Channel channel, boolean streamed) {
        WireRow.Answer answer() {
            return switch (row.cell(channel)) {
                case Cell.Told told -> streamed ? told.streamed() : told.whole();
                case Cell.NotApplicable none -> throw new IllegalStateException(toString());
            };
        }

        @Override
        public String toString() {
            return row + " " + channel + (streamed ? " streamed" : " whole");
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (WireRow row : WireRows.all()) {
            row.cells().forEach((channel, cell) -> {
                if (cell instanceof Cell.Told) {
                    cases.add(new Case(row, channel, true));
                    cases.add(new Case(row, channel, false));
                }
            });
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Order(1)
    void aRuleWorks(Case cell) throws Exception {
        boolean arguments = cell.channel() == Channel.ARGUMENTS;
        String before = arguments ? "{\"new_string\":\"" : "";
        String after = arguments ? "\"}" : "";
        String told = cell.answer().of(List.of(before + "a te", "h b" + after));
        String expected = cell.answer().of(List.of(before + "a the", " b" + after));
        assertThat(told).isNotEqualTo(expected);
        Bench bench = answered(cell, told, expected);
        var finished = bench.finished(1);
        assertThat(finished.wire()).isEqualTo(cell.row().wire());
        assertThat(finished.inspected()).isTrue();
        assertThat(finished.rewrites()).hasSize(1);
        String quiet = cell.answer().of(List.of(before + "a tea", "h b" + after));
        answered(cell, quiet, quiet);
        GREEN.put(cell.toString(), "green");
    }

    private static Bench answered(Case cell, String told, String expected) throws Exception {
        String type = cell.streamed() ? cell.row().streamType() : "application/json";
        byte[] body = told.getBytes(StandardCharsets.UTF_8);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                            + "\r\n\r\n");
                    wire.send(body);
                });
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.rules = JsonRule.everywhere("teh", "the");
            Answer answer = client.post(cell.row().path(), "{\"model\":\"m\",\"stream\":" + cell.streamed() + "}")
                    .answer();
            assertThat(answer.body()).isEqualTo(expected);
            assertThat(answer.header("x-errata-exchange")).isNotNull();
            assertThat(answer.header("x-errata-inspected")).isNull();
            bench.finished(1);
            return bench;
        }
    }

    @Test
    @Order(2)
    void noCellIsMissing(TestReporter report) throws IOException {
        var table = new StringBuilder(
                "| wire | text | reasoning | tool arguments | proved against |\n|---|---|---|---|---|\n");
        for (WireProof wire : WireProof.all()) {
            table.append("| ").append(wire.name()).append(" | ");
            for (Channel channel : Channel.values()) {
                table.append(told(row(wire), channel, words(wire, channel))).append(" | ");
            }
            table.append(wire.proved()).append(" |\n");
        }
        report.publishEntry("matrix", table.toString());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("wires.md"), table);
        assertThat(table).doesNotContain("red");
    }

    /// The help's table is made of [WireProof]; it promises what was asked here, and nothing else.
    @Test
    void theHelpPromisesWhatIsProved() {
        assertThat(WireProof.all())
                .extracting(WireProof::name)
                .containsExactlyInAnyOrderElementsOf(
                        WireRows.all().stream().map(WireRow::wire).toList());
        for (WireProof wire : WireProof.all()) {
            WireRow row = row(wire);
            assertThat(wire.paths()).anySatisfy(path -> assertThat(row.path()).endsWith(path));
            for (Channel channel : Channel.values()) {
                assertThat(words(wire, channel))
                        .as(wire + " " + channel)
                        .startsWith(row.cell(channel) instanceof Cell.Told ? "streamed, whole" : "no: ");
            }
        }
    }

    /// A client that is said to have been run is one that is run.
    @Test
    void theClientsThatAreNamedAreRun() throws IOException {
        String javascript = Files.readString(Path.of("src/test/clients/package.json"));
        String java = Files.readString(Path.of("pom.xml"));
        var named = Wire.coverage().values().stream()
                .flatMap(coverage -> coverage.proof().stream())
                .flatMap(proof -> proof.clients().stream())
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(4)
                .allSatisfy(client -> assertThat(client.startsWith("langchain4j") ? java : javascript)
                        .contains(client.startsWith("langchain4j") ? ">" + client + "<" : '"' + client + '"'));
    }

    private static WireRow row(WireProof wire) {
        return WireRows.all().stream()
                .filter(row -> row.wire().equals(wire.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + wire));
    }

    private static String words(WireProof wire, Channel channel) {
        return switch (channel) {
            case TEXT -> wire.text();
            case REASONING -> wire.reasoning();
            case ARGUMENTS -> wire.arguments();
        };
    }

    private static String told(WireRow row, Channel channel, String words) {
        return switch (row.cell(channel)) {
            case Cell.NotApplicable none -> "not applicable (" + words + ")";
            case Cell.Told told ->
                "streamed " + GREEN.getOrDefault(new Case(row, channel, true).toString(), "red") + ", whole "
                        + GREEN.getOrDefault(new Case(row, channel, false).toString(), "red");
        };
    }
}
