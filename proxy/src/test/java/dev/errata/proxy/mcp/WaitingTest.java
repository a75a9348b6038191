package dev.errata.proxy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.mcp.McpBench.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Calls that wait, over real sockets.
final class WaitingTest {
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String SOME = "FILE src/a.txt\nother\n";
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private McpBench bench = bench(Duration.ofSeconds(45), Duration.ofSeconds(15), 64);

    private static McpBench bench(Duration patience, Duration progress, int waits) {
        return new McpBench(new McpLimits(Duration.ofMillis(100), patience, progress, waits, 4));
    }

    private void use(McpBench other) {
        bench.close();
        bench = other;
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String wait(int id, String proposal, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":"
                + "\"wait_for_approval\",\"arguments\":{\"proposal\":\"" + proposal + "\"}" + more + "}}";
    }

    @Test
    void tellsOfProgressAndThenThatItIsPending() {
        use(bench(Duration.ofMillis(500), Duration.ofMillis(100), 4));
        String id = bench.propose(SOME);

        Reply reply = bench.post(wait(7, id, ",\"_meta\":{\"progressToken\":\"tok\"}"));

        assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
        List<JsonNode> told = reply.messages().subList(0, reply.messages().size() - 1);
        assertThat(told).hasSizeBetween(2, 4).allSatisfy(message -> {
            assertThat(message.path("method").stringValue()).isEqualTo("notifications/progress");
            assertThat(message.at("/params/progressToken").stringValue()).isEqualTo("tok");
            assertThat(message.at("/params/total").doubleValue()).isEqualTo(0.5);
        });
        assertThat(told.stream().map(message -> message.at("/params/progress").doubleValue()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(reply.last().path("id").intValue()).isEqualTo(7);
        JsonNode data = reply.last().at("/result/structuredContent");
        assertThat(data.path("status").stringValue()).isEqualTo("pending");
        assertThat(data.path("message").stringValue()).endsWith("Still pending.");
    }

    @Test
    void tellsOfNoProgressToWhoDidNotAsk() {
        use(bench(Duration.ofMillis(300), Duration.ofMillis(100), 4));

        Reply reply = bench.post(wait(1, bench.propose(SOME), ""));

        assertThat(reply.messages()).hasSize(1);
        assertThat(reply.http().body()).startsWith(":\n\n");
    }

    @Test
    void waitsWithPlainJsonToo() {
        use(bench(Duration.ofMillis(300), Duration.ofMillis(100), 4));

        Reply reply = bench.post(wait(1, bench.propose(SOME), ""), "Accept", "application/json");

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.json().at("/result/structuredContent/status").stringValue())
                .isEqualTo("pending");
    }

    @Test
    void learnsOfADecisionAtOnce() {
        String id = bench.propose(SOME);
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> bench.post(wait(1, id, "")));
        Bench.await(() -> bench.desk.waiting() == 1);

        bench.desk.approve(id, Set.of(1));

        assertThat(waiting.orTimeout(5, TimeUnit.SECONDS)
                        .join()
                        .last()
                        .at("/result/structuredContent/status")
                        .stringValue())
                .isEqualTo("approved");
    }

    @Test
    void aWaitFollowsATicketToTheDecision() {
        CountDownLatch hold = bench.desk.hold();
        String ticket = bench.submit(SOME);
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> bench.post(wait(1, ticket, "")));
        hold.countDown();
        Bench.await(() -> bench.desk.waiting() == 1);

        bench.desk.reject("p-1", "no", "no");

        JsonNode data = waiting.orTimeout(5, TimeUnit.SECONDS).join().last().at("/result/structuredContent");
        assertThat(data.path("id").stringValue()).isEqualTo("p-1");
        assertThat(data.path("status").stringValue()).isEqualTo("refused");
    }

    @Test
    void theEndOfTheStreamIsACancel() throws IOException {
        String id = bench.propose(SOME);
        String call = wait(1, id, "," + META);
        InputStream body = bench.open(
                        call,
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        "wait_for_approval")
                .body();
        Bench.await(() -> bench.desk.waiting() == 1);

        body.close();

        Bench.await(() -> bench.desk.waiting() == 0);
        assertThat(bench.desk.proposal(id).orElseThrow().state()).isEqualTo("validated");
    }

    @Test
    void aCancellationOfTheSameSessionEndsAWaitWithoutAnAnswer() throws IOException {
        String id = bench.propose(SOME);
        String session = bench.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}")
                .header("Mcp-Session-Id");
        InputStream body =
                bench.open(wait(5, id, ""), "Mcp-Session-Id", session).body();
        Bench.await(() -> bench.desk.waiting() == 1);
        String cancel = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}";

        bench.post(cancel);
        bench.post(cancel, "Mcp-Session-Id", Session.begin("other", "99").id());
        bench.post(cancel.replace("5", "6"), "Mcp-Session-Id", session);
        assertThat(bench.desk.waiting()).isEqualTo(1);
        bench.post(cancel, "Mcp-Session-Id", session);

        Bench.await(() -> bench.desk.waiting() == 0);
        String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rest).isEmpty();
    }

    @Test
    void saysThatTooManyWait() {
        use(bench(LONG, LONG, 2));
        String id = bench.propose(SOME);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Reply>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(CompletableFuture.supplyAsync(() -> bench.post(wait(1, id, "")), threads));
            }
            Bench.await(() -> bench.desk.waiting() == 2);

            assertThat(bench.tool("wait_for_approval", "{\"proposal\":\"" + id + "\"}")
                            .at("/structuredContent/message")
                            .stringValue())
                    .contains("Too many calls wait already");

            bench.desk.approve(id, Set.of(1));
            both.forEach(waiting -> assertThat(waiting.join()
                            .last()
                            .at("/result/structuredContent/status")
                            .stringValue())
                    .isEqualTo("approved"));
        }
    }

    @Test
    void applyingGoesOnBehindACallThatWaitsNoLonger() {
        use(bench(Duration.ofMillis(200), LONG, 4));
        String id = bench.propose(SOME);
        bench.desk.approve(id, Set.of(1));
        CountDownLatch hold = bench.desk.hold();

        JsonNode first = bench.tool("apply_approved_patch", "{\"proposal\":\"" + id + "\"}");
        assertThat(first.at("/structuredContent/message").stringValue()).contains("gates run or it is being written");
        bench.tool("apply_approved_patch", "{\"proposal\":\"" + id + "\"}");
        hold.countDown();

        Bench.await(() -> bench.desk.applied() == 1);
        assertThat(bench.tool("apply_approved_patch", "{\"proposal\":\"" + id + "\"}")
                        .at("/structuredContent/status")
                        .stringValue())
                .isEqualTo("applied");
        assertThat(bench.desk.applied()).isEqualTo(1);
    }

    @Test
    void theEndOfErrataEndsEveryWait() {
        String id = bench.propose(SOME);
        CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(() -> bench.post(wait(1, id, "")));
        Bench.await(() -> bench.desk.waiting() == 1);

        bench.endpoint.close();

        assertThat(waiting.orTimeout(5, TimeUnit.SECONDS).join().http().body()).isEmpty();
        assertThat(bench.desk.waiting()).isZero();
    }
}
