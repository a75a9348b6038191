package dev.errata.proxy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The load generator measures what it says: every token is counted, and only complete answers count.
final class CrowdTest {

    @TempDir
    Path folder;

    private Child server() throws Exception {
        return new Child(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TokenServer.class.getName()),
                Map.of(),
                folder.resolve("err"));
    }

    @Test
    void countsEveryTokenDirectAndThroughTheProxy() throws Exception {
        try (Child server = server();
                var bench = new Bench("http://127.0.0.1:" + server.port(), null, null)) {
            bench.rules = LiteralProgram.replacing("Obsolete7.", "Current");
            for (int port : new int[] {server.port(), bench.port}) {
                try (var crowd = new Crowd()) {
                    Crowd.Streams streams = crowd.streams(port, 3, 100, 2);
                    assertThat(crowd.fault()).isEmpty();
                    assertThat(streams.count()).isEqualTo(600);
                    assertThat(streams.first().total()).isEqualTo(3);
                    // Those of the first second do not count, nor those that a busy machine sends too late.
                    assertThat(streams.tokens().total()).isLessThan(600);
                }
                try (var crowd = new Crowd()) {
                    assertThat(crowd.tokensPerSecond(port, 2_000)).isPositive();
                }
                try (var crowd = new Crowd()) {
                    String request = new Script(0, 0, 2_048).request(Script.CHAT);
                    assertThat(crowd.answers(port, 4, request, 0.2)).isPositive();
                }
            }
            assertThat(bench.journal.finished().getFirst().rewrites()).hasSize(1);
            assertThat(bench.newest().inspected()).isTrue();
        }
    }

    @Test
    void tellsOfAnAnswerThatBreaksOff() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent("{\"system_fingerprint\":" + Words.MARK + "0000000000000001\"}");
                    wire.socket().close();
                });
                var crowd = new Crowd()) {
            Crowd.Streams streams = crowd.streams(server.port(), 1, 1, 2);
            assertThat(streams.errors()).isEqualTo(1);
            assertThat(crowd.fault()).contains("after 1 tokens");
        }
    }

    @Test
    void aQuantileIsTheLatencyThatSoManyDoNotExceed() {
        var histogram = new Histogram();
        for (int micros = 1; micros <= 100; micros++) {
            histogram.add(micros * 1_000L);
        }
        assertThat(histogram.micros(0.5)).isEqualTo(50);
        assertThat(histogram.micros(0.99)).isEqualTo(99);
        var series = new Series();
        series.add(3);
        series.add(1);
        series.add(2);
        assertThat(series.median()).isCloseTo(2, within(0.0));
    }

    @Test
    void optionsAreReadAndWrongOnesNamed() {
        Options options = Options.read(new String[] {"--rounds 5 --rules 0,100", "--soak", "60m"});

        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.rules()).containsExactly(0, 100);
        assertThat(options.soakMinutes()).isEqualTo(60);
    }
}
