package dev.errata.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:20:00Z");

    @ParameterizedTest
    @CsvSource({
        "0,now",
        "4,now",
        "5,5 s",
        "59,59 s",
        "60,1 m",
        "3599,59 m",
        "3600,1 h",
        "86399,23 h",
        "86400,1 d",
        "-9,now"
    })
    void saysHowLongAgo(long seconds, String said) {
        assertThat(Times.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"-1,–", "0,0 ms", "999,999 ms", "1000,1.0 s", "1449,1.4 s", "10000,10 s", "59999,59 s", "185000,3 m 5 s"
    })
    void saysHowLong(long millis, String said) {
        assertThat(Times.span(millis)).isEqualTo(said);
    }

    @Test
    void readsInTheUsersZone() {
        var local = NOW.atZone(ZoneId.systemDefault());
        assertThat(Times.clock(NOW)).isEqualTo("%02d:20:00".formatted(local.getHour()));
        assertThat(Times.full(NOW)).endsWith(Times.clock(NOW)).startsWith("2026-11-2");
    }
}
