package dev.errata.logs.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.event.TrafficEvent;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Home;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JournalExportTest {
    /// The fields that HAR 1.2 does not call optional, by the place of their object.
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "", List.of("startedDateTime", "time", "request", "response", "cache", "timings"),
            "/request",
                    List.of(
                            "method",
                            "url",
                            "httpVersion",
                            "cookies",
                            "headers",
                            "queryString",
                            "headersSize",
                            "bodySize"),
            "/request/headers/0", List.of("name", "value"),
            "/response",
                    List.of(
                            "status",
                            "statusText",
                            "httpVersion",
                            "cookies",
                            "headers",
                            "content",
                            "redirectURL",
                            "headersSize",
                            "bodySize"),
            "/response/content", List.of("size", "mimeType"),
            "/timings", List.of("send", "wait", "receive"));

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void fill() {
        home = new Home(folder);
        try (FileJournal journal = home.open()) {
            Home.append(
                    journal,
                    new TrafficEvent.ExchangeStarted(
                            "01A", "curl", "POST", "/v1/chat", "openai-chat", "http://127.0.0.1:8080/", 1));
            Home.append(journal, Home.finished("01A", List.of(Home.rewrite("=cmd", "\"b\"\n")), List.of()));
            Home.append(journal, new SystemEvent.Stopped("=1+1"));
            Home.append(journal, Home.finished("01B", List.of(), List.of()));
        }
    }

    @Test
    void jsonLinesAreTheRecordsAsTheyStand() throws IOException {
        String text = export(ExportFormat.JSONL, JournalQuery.ALL, 4);
        assertThat(text.lines())
                .containsExactlyElementsOf(
                        home.records().stream().map(JournalRecord::json).toList());
    }

    @Test
    void filtersAreTheSearchs() throws IOException {
        export(ExportFormat.JSONL, new JournalQuery("exchange", null, null, null, null, null), 3);
        export(ExportFormat.CSV, new JournalQuery(null, null, null, "01A", null, null), 2);
        export(ExportFormat.HAR, new JournalQuery(null, null, null, "01A", null, null), 1);
        export(ExportFormat.HAR, new JournalQuery("system", null, null, null, null, null), 0);
        export(
                ExportFormat.JSONL,
                new JournalQuery(null, Instant.parse("2999-01-01T00:00:00Z"), null, null, null, null),
                0);
    }

    @Test
    void csvHasOneRowPerRecordWithItsNamesInColumns() throws IOException {
        String text = export(ExportFormat.CSV, JournalQuery.ALL, 4);
        List<String> rows = List.of(text.split("\r\n"));
        assertThat(rows).hasSize(5);
        assertThat(rows.getFirst())
                .isEqualTo("\"seq\",\"ts\",\"type\",\"exchange\",\"client\",\"wire\",\"model\",\"status\",\"outcome\","
                        + "\"rules\",\"corrections\",\"detail\"");
        assertThat(rows.get(2))
                .startsWith("\"2\",\"2026-11-21T10:00:00.123Z\",\"exchange.finished\",\"01A\",\"curl\",\"openai-chat\","
                        + "\"tiny\",\"200\",\"completed\",\"7\",\"1\",\"{");
        assertThat(rows.get(3)).contains("\"system.stopped\",\"\"").endsWith("\"{\"\"reason\"\":\"\"=1+1\"\"}\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00A0", "＝1", "＋", "－", "＠"})
    void noCellIsTakenForAFormula(String text) {
        assertThat(CsvRows.cell(text)).matches("(?s)\"('.*|[^=+\\-@\t\r\n＝＋－＠]*)\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"plain | \"plain\"", "a=b | \"a=b\"", "a \"b\" | \"a \"\"b\"\"\"", "=x\"y | \"'=x\"\"y\""})
    void quotesAreDoubledAndOnlyABeginIsGuarded(String text, String cell) {
        assertThat(CsvRows.cell(text)).isEqualTo(cell);
    }

    @Test
    void harHasEveryFieldThatItsVersionAsksFor() throws IOException {
        JsonNode log = JsonMapper.shared()
                .readTree(export(ExportFormat.HAR, JournalQuery.ALL, 2))
                .path("log");
        assertThat(log.path("version").asString()).isEqualTo("1.2");
        assertThat(log.path("creator").path("name").asString()).isEqualTo("Errata");
        assertThat(log.path("creator").path("version").asString()).isEqualTo("1.2.3");
        assertThat(log.path("entries").size()).isEqualTo(2);
        for (JsonNode entry : log.path("entries")) {
            REQUIRED.forEach((place, fields) -> assertThat(entry.at(place).propertyNames())
                    .as("fields of %s", place)
                    .containsAll(fields));
            assertThat(Instant.parse(entry.path("startedDateTime").asString())).isBefore(Home.START);
            assertThat(entry.path("time").isNumber()).isTrue();
            assertThat(entry.at("/response/status").isInt()).isTrue();
            assertThat(entry.propertyNames())
                    .allMatch(name -> name.startsWith("_")
                            || name.equals("comment")
                            || REQUIRED.getOrDefault("", List.of()).contains(name));
        }
        assertThat(log.at("/entries/0/request/method").asString()).isEqualTo("POST");
        assertThat(log.at("/entries/0/request/url").asString()).isEqualTo("http://127.0.0.1:8080/v1/chat");
        assertThat(log.at("/entries/1/request/url").asString()).isEmpty();
        assertThat(log.at("/entries/0/_corrections").asInt()).isEqualTo(1);
    }

    @Test
    void anEmptyHarIsOneToo() throws IOException {
        var none = new JournalQuery("nothing", null, null, null, null, null);
        JsonNode har = JsonMapper.shared().readTree(export(ExportFormat.HAR, none, 0));
        assertThat(har.at("/log/entries").isArray()).isTrue();
    }

    private String export(ExportFormat format, JournalQuery query, long expected) throws IOException {
        var out = new StringWriter();
        assertThat(new JournalExport(home.reader(), "1.2.3").write(format, query, out))
                .isEqualTo(expected);
        return out.toString();
    }
}
