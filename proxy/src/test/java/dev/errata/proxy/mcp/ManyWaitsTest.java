package dev.errata.proxy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.mcp.McpBench.Reply;
import dev.errata.proxy.practice.PracticeServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What waits for a person holds nothing up that flows.
final class ManyWaitsTest {
    private static final int CLIENTS = 50;

    @Test
    void fiftyWaitingClientsDoNotBlockAStream() throws Exception {
        PracticeServer practice = new PracticeServer(0, Duration.ZERO, InstantSource.system(), new Random(1));
        if (!(practice.start() instanceof PracticeServer.Started started)) {
            throw new AssertionError("no free port");
        }
        try (practice;
                McpBench bench = new McpBench(McpLimits.USUAL, started.base().toString());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient http = HttpClient.newHttpClient()) {
            String id = bench.propose("FILE src/a.txt\nother\n");
            String call = McpBench.call(1, "wait_for_approval", "{\"proposal\":\"" + id + "\"}");
            List<CompletableFuture<Reply>> waiting = IntStream.range(0, CLIENTS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> bench.post(call), threads))
                    .toList();
            Bench.await(() -> bench.desk.waiting() == CLIENTS);

            HttpResponse<String> stream = http.send(
                    HttpRequest.newBuilder(URI.create(bench.address + Bench.CHAT))
                            .timeout(Duration.ofSeconds(10))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\","
                                            + "\"content\":\"What is the capital of France?\"}]}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.body()).contains("data: [DONE]");
            assertThat(bench.desk.waiting()).isEqualTo(CLIENTS);
            bench.desk.approve(id, Set.of(1));
            assertThat(waiting)
                    .allSatisfy(one -> assertThat(one.get(10, TimeUnit.SECONDS)
                                    .last()
                                    .at("/result/structuredContent/status")
                                    .stringValue())
                            .isEqualTo("approved"));
        }
    }
}
