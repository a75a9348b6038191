package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.blob.TextHash;
import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.proxy.client.ByClient;
import dev.errata.proxy.client.ByClient.Row;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.Origins;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an exchange leaves behind at each level.
final class CaptureLevelTest {

    private static final String SAID = "Say tehword now.";

    private static PortPolicy policy(ByClient<CaptureLevel> capture) {
        return new PortPolicy(
                Origins.USUAL, KnownClients.NOBODY, false, false, capture, ByClient.all(ClientLimit.NONE));
    }

    private static Bench bench(ScriptedServer server) {
        var bench = new Bench(server);
        bench.rules = LiteralProgram.replacing("tehword", "theword");
        return bench;
    }

    private static ScriptedServer server() throws Exception {
        return new ScriptedServer((request, wire) -> {
            wire.send(Bench.SSE);
            wire.sendEvent(Bench.delta(SAID));
            wire.sendChunk("data: [DONE]\n\n");
            wire.send("0\r\n\r\n");
        });
    }

    private static String ask(Bench bench) throws Exception {
        try (var client = bench.client()) {
            return client.post(Bench.CHAT, "{\"model\":\"secretmodel\",\"stream\":true}", "User-Agent: ide/1\r\n")
                    .answer()
                    .body();
        }
    }

    /// The journal's lines as they would be written.
    private static String lines(Bench bench) {
        return bench.journal.events.stream()
                .map(event -> new String(new EventCodec().encode(1, Instant.EPOCH, event, ""), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @EnumSource(CaptureLevel.class)
    void keepsWhatItsLevelSaysAndCorrectsAllTheSame(CaptureLevel level) throws Exception {
        try (var server = server();
                var bench = bench(server)) {
            bench.proxy.usePolicy(policy(ByClient.all(level)));
            assertThat(ask(bench)).contains("Say theword now.");

            ExchangeFinished end = bench.finished(1);
            RewriteEntry rewrite = end.rewrites().getFirst();
            assertThat(end.rawSha256()).isEqualTo(TextHash.of(List.of(SAID)));
            assertThat(end.sentSha256()).isEqualTo(TextHash.of(List.of("Say theword now.")));
            assertThat(rewrite.start()).isEqualTo(4);
            assertThat(rewrite.rule()).isPositive();
            String lines = lines(bench);
            if (level.names()) {
                assertThat(lines).contains("\"before\":\"tehword\"", "\"client\":\"ide\"", "small", Bench.CHAT);
            } else {
                assertThat(lines)
                        .doesNotContain("tehword", "theword", "\"ide\"", "secretmodel", "small", Bench.CHAT)
                        .contains("\"before\":null", "\"before_length\":7", "\"after_length\":7");
            }
            String hash = TextHash.of(List.of("tehword"));
            assertThat(lines.contains("\"before_sha256\":\"" + hash + "\"")).isEqualTo(level == CaptureLevel.HASHES);

            ExchangeDetail detail =
                    bench.proxy.exchanges().detail(end.exchange()).orElseThrow();
            if (level == CaptureLevel.FULL) {
                assertThat(detail.request()).contains("secretmodel");
                assertThat(detail.lanes().getFirst().raw()).isEqualTo(SAID);
                assertThat(end.note()).isEmpty();
            } else {
                assertThat(detail.request()).isEmpty();
                assertThat(detail.lanes()).isEmpty();
                assertThat(end.note()).contains("capture level " + level.word());
            }
            assertThat(detail.snapshot().rewrites()).isEqualTo(1);
        }
    }

    @Test
    void goesByTheClientsName() throws Exception {
        try (var server = server();
                var bench = bench(server)) {
            bench.proxy.usePolicy(policy(new ByClient<>(
                    List.of(new Row<>("other*", CaptureLevel.FULL), new Row<>("IDE", CaptureLevel.OFF)),
                    CaptureLevel.FULL)));
            ask(bench);
            assertThat(bench.finished(1).client()).isEmpty();
        }
    }

    @Test
    void aRefusedRequestIsKeptByItsLevelToo() throws Exception {
        try (var server = server();
                var bench = bench(server);
                var client = bench.client()) {
            bench.proxy.usePolicy(policy(ByClient.all(CaptureLevel.OFF)));
            client.send("GET bad HTTP/1.1\r\nUser-Agent: ide/1\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(lines(bench)).doesNotContain("\"ide\"").contains("the client's fault");
        }
    }

    @Test
    void forgetsTheTextsOfWhatHasEnded() throws Exception {
        try (var server = server();
                var bench = bench(server)) {
            ask(bench);
            String id = bench.finished(1).exchange();
            bench.proxy.exchanges().forgetTexts();
            assertThat(bench.proxy.exchanges().detail(id).orElseThrow().lanes()).isEmpty();
            assertThat(bench.newest().rewrites()).isEqualTo(1);
        }
    }
}
