package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.Conversation;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.rules.session.Budget;
import dev.errata.rules.session.BudgetScope;
import dev.errata.rules.session.Budgets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BudgetStopTest {
    private static Budgets.Spent spent() {
        var budget = new Budget(BudgetScope.DAY, "2026-11-21", 100, 100);
        return new Budgets.Spent(budget, Instant.now().plusSeconds(3_600));
    }

    private static ScriptedServer server() throws Exception {
        return new ScriptedServer((request, wire) ->
                wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, /error/message",
        "/v1/completions, /error/message",
        "/v1/responses, /error/message",
        "/completion, /error/message",
        "/v1/messages, /error/message",
        "/api/chat, /error"
    })
    void aSpentBudgetIsRefusedInTheWiresShape(String path, String message) throws Exception {
        try (var server = server();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.budget = spent();
            Answer answer = client.post(path, "{\"model\":\"m\"}").answer();
            assertThat(answer.head()).startsWith("HTTP/1.1 429 ").containsIgnoringCase("retry-after: ");
            JsonNode body = JsonMapper.shared().readTree(answer.body());
            assertThat(body.at(message).asString()).contains("budget of tokens for today is used up (100 of 100)");
            assertThat(bench.finished(1).outcome()).isEqualTo("refused");
            assertThat(bench.finished(1).note()).contains("budget");
            assertThat(server.requests).isEmpty();

            bench.budget = new Budgets.Allowed();
            assertThat(client.post(path, "{\"model\":\"m\"}").answer().head())
                    .as("the same connection, a new budget")
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void whatIsNoTextOfAModelNeedsNoBudget() throws Exception {
        try (var server = server();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.budget = spent();
            assertThat(client.get("/v1/models").answer().head()).startsWith("HTTP/1.1 200 ");
            assertThat(client.post("/v1/embeddings", "{}").answer().head()).startsWith("HTTP/1.1 200 ");
            assertThat(bench.asked).isEmpty();
        }
    }

    @Test
    void theHeadersNameTheConversationAndStayHere() throws Exception {
        try (var server = server();
                var bench = new Bench(server);
                var client = bench.client()) {
            client.post(Bench.CHAT, Bench.ASK, "X-Errata-Session: login/work\r\nx-errata-workspace: work/shop\r\n")
                    .answer();
            Bench.await(() -> !bench.ends.isEmpty());
            assertThat(bench.asked).containsExactly(new Conversation("login-work", "work/shop"));
            assertThat(bench.ends.getFirst().conversation()).isEqualTo(new Conversation("login-work", "work/shop"));
            assertThat(server.requests).singleElement().asString().doesNotContainIgnoringCase("x-errata");
            client.post(Bench.CHAT, Bench.ASK, "X-Errata-Session: " + "x".repeat(201) + "\r\n")
                    .answer();
            assertThat(bench.asked.getLast()).as("too long").isEqualTo(Conversation.UNNAMED);
        }
    }
}
