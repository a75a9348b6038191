package dev.errata.proxy.cancel;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.WireRow;
import dev.errata.proxy.fixtures.WireRow.Cell;
import dev.errata.proxy.fixtures.WireRow.Channel;
import dev.errata.proxy.fixtures.WireRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One wire, streamed or whole: what is asked, and what its answer consists of.
///
/// @param body of the request
/// @param head of the answer
/// @param opening what the answer's body says before its first text
/// @param text an event, or a piece of the document, that may come again and again
record SpokenWire(String label, boolean streamed, String path, String body, String head, String opening, String text) {

    private static final String WORD = "qqqq";

    static List<SpokenWire> all() {
        Stream<WireRow> others = Stream.of(row("openai-chat").at("/api/v0/chat/completions", "LM Studio /api/v0"));
        return Stream.concat(WireRows.all().stream(), others)
                .flatMap(row -> Stream.of(streamed(row), whole(row)))
                .toList();
    }

    private static WireRow row(String wire) {
        return WireRows.all().stream()
                .filter(row -> row.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private static SpokenWire streamed(WireRow row) {
        Cell.Told told = (Cell.Told) row.cell(Channel.TEXT);
        String answer = told.streamed().of(List.of(WORD, WORD));
        String between = row.streamType().contains("ndjson") ? "\n" : "\n\n";
        int end = answer.indexOf(between, answer.indexOf(WORD)) + between.length();
        int before = answer.lastIndexOf(between, answer.indexOf(WORD));
        int begin = before < 0 ? 0 : before + between.length();
        return new SpokenWire(
                row.wire(),
                true,
                row.path(),
                Bench.ASK,
                head(row.streamType()),
                answer.substring(0, begin),
                answer.substring(begin, end));
    }

    private static SpokenWire whole(WireRow row) {
        Cell.Told told = (Cell.Told) row.cell(Channel.TEXT);
        String answer = told.whole().of(List.of(WORD));
        String path = Optional.of(row.path())
                .filter(known -> known.equals("/api/extra/generate/stream"))
                .map(kobold -> "/api/v1/generate")
                .orElse(row.path());
        return new SpokenWire(
                row.wire(),
                false,
                path,
                "{\"model\":\"m\",\"stream\":false}",
                head("application/json"),
                answer.substring(0, answer.indexOf(WORD)),
                WORD.repeat(64));
    }

    private static String head(String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    @Override
    public String toString() {
        return label + (streamed ? ", streamed" : ", whole");
    }
}
