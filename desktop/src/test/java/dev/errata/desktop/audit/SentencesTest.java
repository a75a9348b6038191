package dev.errata.desktop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeJournal;
import dev.errata.logs.read.JournalQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exchange.finished | \"client\":\"Continue\",\"model\":\"qwen\",\"outcome\":\"completed\","
                        + "\"duration_millis\":5230,\"rewrites\":[{},{}],\"observed\":[] | Continue and qwen: completed"
                        + " after 5.2 s. 2 corrections.",
                "exchange.finished | \"client\":\"curl\",\"model\":null,\"wire\":\"other\","
                        + "\"outcome\":\"upstream_failed\",\"note\":\"Away.\""
                        + " | curl and other: the model server failed after –. Nothing was changed. Away.",
                "rule.changed | \"rule\":9,\"change\":\"updated\",\"channel\":\"cli\" | Rule 9 was updated by cli.",
                "rules.imported | \"pack\":\"mine\",\"version\":\"2\",\"number\":41,\"added\":3,"
                        + "\"changed\":1,\"removed\":0,\"channel\":\"cli\" | The pack mine 2 was imported by cli:"
                        + " 3 rules new, 1 replaced, 0 removed (import 41).",
                "rules.import_undone | \"number\":41,\"restored\":1,\"removed\":3,\"left\":0,\"channel\":\"cli\""
                        + " | Import 41 was taken back by cli: 1 rules restored, 3 removed, 0 left as changed since.",
                "upstream.changed | \"from\":\"a\",\"to\":\"b\",\"channel\":\"window\""
                        + " | The model server was changed from a to b by window.",
                "breaker.moved | \"upstream\":\"u\",\"from\":\"CLOSED\",\"to\":\"OPEN\",\"reason\":\"r\""
                        + " | The circuit breaker of u went from CLOSED to OPEN: r.",
                "database.opened | \"outcome\":\"opened\",\"detail\":\"\" | The database was found: opened.",
                "state.moved | \"entity_type\":\"task\",\"entity_id\":\"t1\",\"from_state\":\"queued\","
                        + "\"to_state\":\"running\",\"trigger\":\"worker_started\",\"reason\":\"\""
                        + " | The task t1 went from queued to running: worker_started.",
                "state.created | \"entity_type\":\"task\",\"entity_id\":\"t1\",\"state\":\"pending\""
                        + " | The task t1 was made; it is pending.",
                "state.deleted | \"entity_type\":\"run\",\"entity_id\":\"r1\",\"state\":\"failed\","
                        + "\"reason\":\"\" | The run r1, which was failed, was deleted with what belongs to it.",
                "something.new | \"x\":1 | A record of type something.new."
            })
    void saysWhatARecordMeans(String type, String fields, String sentence) {
        var record = new FakeJournal()
                .add(BusyDesk.NOW, type, fields)
                .newest(JournalQuery.ALL, Long.MAX_VALUE, 1)
                .getFirst();
        assertThat(Sentences.of(record)).isEqualTo(sentence);
    }
}
