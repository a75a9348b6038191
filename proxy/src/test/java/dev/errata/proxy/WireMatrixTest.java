package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.fixtures.Leaks;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.fixtures.WireRow;
import dev.errata.proxy.fixtures.WireRow.Cell;
import dev.errata.proxy.fixtures.WireRow.Channel;
import dev.errata.proxy.fixtures.WireRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
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

    @AfterAll
    static void losesNoBuffer() {
        assertThat(Leaks.found()).isEmpty();
    }

    /// One cell that is to be green.
    record Case(WireRow row, Channel channel, boolean streamed) {
        WireRow.Answer answer() {
            return switch (row.cell(channel)) {
                case Cell.Told told -> streamed ? told.streamed() : told.whole();
                case Cell.NotApplicable none -> throw new IllegalStateException(none.source());
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
    void noCellIsMissing(TestReporter report) {
        var table = new StringBuilder(
                "| wire | text | reasoning | tool arguments | proved against |\n|---|---|---|---|---|\n");
        for (WireRow row : WireRows.all()) {
            table.append("| ").append(row.wire()).append(" | ");
            for (Channel channel : Channel.values()) {
                Cell cell = row.cell(channel);
                table.append(told(row, channel, cell)).append(" | ");
            }
            table.append(row.proved()).append(" |\n");
        }
        report.publishEntry("matrix", table.toString());
        assertThat(table).doesNotContain("red");
    }

    private static String told(WireRow row, Channel channel, Cell cell) {
        return switch (cell) {
            case Cell.NotApplicable(String source) -> "not applicable (" + source + ")";
            case Cell.Told told ->
                "streamed " + GREEN.getOrDefault(new Case(row, channel, true).toString(), "red") + ", whole "
                        + GREEN.getOrDefault(new Case(row, channel, false).toString(), "red");
        };
    }
}
