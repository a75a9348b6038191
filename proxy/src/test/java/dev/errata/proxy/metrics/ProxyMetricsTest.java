package dev.errata.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeEnd;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProxyMetricsTest {

    private static double value(String scraped, String line) {
        return scraped.lines()
                .filter(one -> one.startsWith(line))
                .findFirst()
                .map(one -> Double.parseDouble(one.substring(one.lastIndexOf(' ') + 1)))
                .orElseThrow(() -> new AssertionError("no " + line + " in\n" + scraped));
    }

    private static ProxyMetrics of(Bench bench) {
        return new ProxyMetrics(new Readings(
                bench.proxy.exchanges()::started, () -> 3, bench.proxy::circuits, List::of));
    }

    @Test
    void aStreamIsCountedByOpenTelemetrysNamesAndOurs() throws Exception {
        var held = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    wire.send(Bench.SSE);
                    wire.sendEvent(Bench.delta("fix te"));
                    held.await();
                    wire.sendEvent(Bench.delta("h now"));
                    wire.sendEvent("{\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":2}}");
                    wire.sendEvent("[DONE]");
                    wire.send("0\r\n\r\n");
                });
                var bench = new Bench(server);
                var metrics = of(bench);
                var client = bench.client()) {
            bench.rules = LiteralProgram.replacing("teh", "the");
            client.post(Bench.CHAT, Bench.ASK);
            Bench.await(() -> bench.proxy.exchanges().started() == 1 && bench.newest().deltas() == 1);
            assertThat(metrics.scrape()).contains("errata_exchanges_live 1.0");
            held.countDown();
            assertThat(client.answer().whole()).isTrue();
            Bench.await(() -> bench.ends.size() == 1);
            ExchangeEnd end = bench.ends.getFirst();
            assertThat(end.heldNanos()).isPositive();
            assertThat(end.ownNanos()).isPositive().isLessThan(TimeUnit.SECONDS.toNanos(2));
            metrics.ended(end);

            String scraped = metrics.scrape();
            String labels = "{gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"scripted\","
                    + "gen_ai_request_model=\"small\"";
            assertThat(value(scraped, "gen_ai_client_operation_time_to_first_chunk_seconds_count" + labels))
                    .isOne();
            assertThat(value(scraped, "gen_ai_client_operation_time_per_output_chunk_seconds_count" + labels))
                    .isOne();
            assertThat(value(scraped, "gen_ai_client_token_usage_sum" + labels + ",gen_ai_token_type=\"input\""))
                    .isEqualTo(11);
            assertThat(value(scraped, "gen_ai_client_token_usage_sum" + labels + ",gen_ai_token_type=\"output\""))
                    .isEqualTo(2);
            assertThat(value(scraped, "errata_rewritten_characters_total")).isEqualTo(3);
            assertThat(value(scraped, "errata_rule_hits_total{kind=\"corrected\"")).isOne();
            assertThat(value(scraped, "errata_held_time_seconds_sum")).isPositive();
            assertThat(value(scraped, "errata_own_time_seconds_count")).isOne();
            assertThat(value(scraped, "errata_exchanges_total{outcome=\"completed\",wire=\"openai-chat\"}"))
                    .isOne();
            assertThat(value(scraped, "errata_exchanges_live")).isZero();
            assertThat(value(scraped, "errata_journal_queued")).isEqualTo(3);
            assertThat(value(scraped, "errata_upstream_circuit{upstream=\"http://127.0.0.1:" + server.port()))
                    .isZero();
        }
    }

    @Test
    void anUnreadAnswerAndAFailedOneAreCountedAsSuch() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> wire.send(
                        request.head().contains("/generate")
                                ? "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi"
                                : "HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n{}"));
                var bench = new Bench(server);
                var metrics = of(bench);
                var client = bench.client()) {
            assertThat(client.post("/other/generate", "{}").answer().status()).isEqualTo(200);
            assertThat(client.post(Bench.CHAT, Bench.ASK).answer().status()).isEqualTo(404);
            Bench.await(() -> bench.ends.size() == 2);
            bench.ends.forEach(metrics::ended);
            String scraped = metrics.scrape();
            assertThat(value(scraped, "errata_not_inspected_total{wire=\"other\"}"))
                    .isOne();
            assertThat(scraped)
                    .containsPattern("gen_ai_client_operation_duration_seconds_count\\{error_type=\"404\",[^}]*chat");
        }
    }

    @Test
    void labelsThatClientsChooseAreBounded() {
        var bounded = new Bounded(2);
        assertThat(List.of(bounded.label("a"), bounded.label("b"), bounded.label("c"), bounded.label("a")))
                .containsExactly("a", "b", "other", "a");
    }
}
