package dev.errata.logs.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealedLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:00:00.123Z",
                "2024-02-29T23:59:59.999Z",
                "1970-01-01T00:00:00.000Z",
                "0000-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z"
            })
    void readsATimeAsItWasWritten(String time) {
        assertThat(line(time).map(SealedLine::ts)).contains(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-21T10:00:00.123Z",
                "2026-02-30T10:00:00.123Z",
                "2026-11-21T25:00:00.123Z",
                "2026-11-21T10:60:00.123Z",
                "2026-11-21 10:00:00.123Z",
                "2026-11-21T10:00:00,123Z",
                "2026-11-21T10:00:00.12xZ",
                "2026-11-21T10:00:00.123z"
            })
    void aLineWithoutATimeIsNoRecord(String time) {
        assertThat(line(time)).isEmpty();
    }

    @Test
    void readsTheOtherFixedPlaces() {
        assertThat(line("2026-11-21T10:00:00.123Z")).hasValueSatisfying(line -> {
            assertThat(line.seq()).isEqualTo(17);
            assertThat(line.type()).isEqualTo("system.stopped");
            assertThat(line.prev()).isEqualTo("a".repeat(64));
            assertThat(line.hash()).isEqualTo("b".repeat(64));
        });
    }

    private static Optional<SealedLine> line(String time) {
        return SealedLine.of(
                ("{\"seq\":17,\"ts\":\"" + time + "\",\"type\":\"system.stopped\",\"reason\":\"x\",\"prev\":\""
                                + "a".repeat(64) + "\",\"hash\":\"" + "b".repeat(64) + "\"}")
                        .getBytes(UTF_8));
    }
}
