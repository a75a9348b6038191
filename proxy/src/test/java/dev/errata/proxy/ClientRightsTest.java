package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.TrafficEvent.ExchangeStarted;
import dev.errata.proxy.client.ByClient;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.KnownClients.Known;
import dev.errata.proxy.client.Origins;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.RawClient.Answer;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may ask what of the port, on real sockets.
@SuppressWarnings("StringConcatToTextBlock") // every CR is meant
final class ClientRightsTest {

    private static final String TOKEN = "errata-client-0123456789abcdef";
    private static final KnownClients IDE = new KnownClients(List.of(new Known("ide", KnownClients.hash(TOKEN))));

    private static ScriptedServer fine() throws IOException {
        return new ScriptedServer((request, wire) -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    }

    private static PortPolicy policy(KnownClients clients, boolean required, ClientLimit limit) {
        return new PortPolicy(
                Origins.USUAL, clients, required, false, ByClient.all(CaptureLevel.FULL), ByClient.all(limit));
    }

    private static Answer ask(Bench bench, String path, String headers) throws IOException {
        try (RawClient client = bench.client()) {
            return client.post(path, "{}", headers).answer();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | {\"error\":{\"message\": |"
                        + " [ERR-PROXY-012]\",\"type\":\"permission_error\",\"code\":403}}",
                "/v1/messages | {\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\": |"
                        + " [ERR-PROXY-012]\"}}",
                "/api/chat | {\"error\":\" | [ERR-PROXY-012]\"}",
                "/completion | {\"error\":{\"message\": |"
                        + " [ERR-PROXY-012]\",\"type\":\"permission_error\",\"code\":403}}"
            })
    void refusesAForeignPageInTheWiresShapeAndRecordsIt(String path, String begin, String end) throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            Answer answer = ask(bench, path, "Origin: https://evil.example\r\n");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).startsWith(begin).endsWith(end).contains("https://evil.example", "'origins'");
            assertThat(answer.header("access-control-allow-origin")).isNull();
            assertThat(server.requests).isEmpty();
            assertThat(bench.finished(1).outcome()).isEqualTo("refused");
            assertThat(bench.finished(1).note())
                    .startsWith("the client's fault: ")
                    .contains("https://evil.example")
                    .endsWith("[ERR-PROXY-012]");
            assertThat(bench.finished(1).status()).isEqualTo(403);
        }
    }

    @Test
    void letsAllowedPagesInAndTheirPreflightsPassAsTheyAre() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> wire.send("HTTP/1.1 200 OK\r\n"
                        + "Access-Control-Allow-Methods: GET, POST, DELETE, OPTIONS\r\n"
                        + "Access-Control-Allow-Headers: *\r\n"
                        + "Access-Control-Allow-Origin: vscode-webview://a\r\n"
                        + "Content-Length: 0\r\n\r\n"));
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.proxy.usePolicy(policy(IDE, true, ClientLimit.NONE));
            client.send("OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nOrigin: vscode-webview://a\r\n"
                    + "Access-Control-Request-Method: POST\r\n\r\n");
            Answer preflight = client.answer();
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.header("access-control-allow-headers")).isEqualTo("*");
            assertThat(server.requests.getFirst()).contains("Origin: vscode-webview://a");

            Answer without = client.post("/v1/chat/completions", "{}", "Origin: vscode-webview://a\r\n")
                    .answer();
            assertThat(without.status()).isEqualTo(401);
            assertThat(without.header("access-control-allow-origin")).isEqualTo("vscode-webview://a");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void anOptionsThatIsNoPreflightNeedsATokenToo() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            bench.proxy.usePolicy(policy(IDE, true, ClientLimit.NONE));
            client.send("OPTIONS /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(401);
        }
    }

    @Test
    void refusesANameOfTheWebThatPointsHere() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            client.send("GET /v1/models HTTP/1.1\r\nHost: rebound.evil.example:" + bench.port + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(403);
            assertThat(server.requests).isEmpty();
            assertThat(bench.finished(1).note()).contains("Host");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization: Bearer errata-client-0123456789abcdef", "authorization: bearer errata-client-0123456789abcdef",
        "X-Api-Key: errata-client-0123456789abcdef", "Authorization: errata-client-0123456789abcdef"
    })
    void aClientsTokenNamesItAndEndsHere(String header) throws Exception {
        try (var server = fine();
                var bench = new Bench("http://127.0.0.1:" + server.port(), "the-servers-own-key", null)) {
            for (boolean required : new boolean[] {true, false}) {
                bench.proxy.usePolicy(policy(IDE, required, ClientLimit.NONE));
                assertThat(ask(bench, Bench.CHAT, "User-Agent: curl/8\r\n" + header + "\r\n")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(server.requests)
                    .hasSize(2)
                    .allSatisfy(request ->
                            assertThat(request).doesNotContain(TOKEN).contains("Bearer the-servers-own-key"));
            assertThat(bench.finished(2).client()).isEqualTo("ide");
            assertThat(bench.newest().client()).isEqualTo("ide");
            assertThat(bench.journal.events.toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void aKeyForTheModelServerStaysBesideAToken() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(policy(IDE, true, ClientLimit.NONE));
            ask(bench, Bench.CHAT, "x-api-key: " + TOKEN + "\r\nAuthorization: Bearer sk-upstream\r\n");
            assertThat(server.requests.getFirst())
                    .contains("Bearer sk-upstream")
                    .doesNotContain(TOKEN);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none", "Authorization: Bearer sk-other", "x-api-key: sk-other"})
    void asksForATokenWhereOneIsNeeded(String header) throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(policy(IDE, true, ClientLimit.NONE));
            Answer answer = ask(bench, "/v1/messages", header == null ? "" : header + "\r\n");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"errata\"");
            assertThat(answer.body()).contains("\"type\":\"authentication_error\"", "errata clients add");
            assertThat(server.requests).isEmpty();
            assertThat(bench.finished(1).note()).contains("the client's fault").doesNotContain("sk-other");
        }
    }

    @Test
    void nobodyNeedsATokenWhileNobodyHasOneOrItIsNotAskedFor() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(policy(KnownClients.NOBODY, true, ClientLimit.NONE));
            assertThat(ask(bench, Bench.CHAT, "").status()).isEqualTo(200);
            bench.proxy.usePolicy(policy(IDE, false, ClientLimit.NONE));
            assertThat(ask(bench, Bench.CHAT, "Authorization: Bearer sk-mine\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(server.requests.getLast()).contains("Bearer sk-mine");
        }
    }

    @Test
    void aTokenThatWasTakenAwayIsDeadAtOnceAndNeverTravelsOn() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(policy(KnownClients.NOBODY, false, ClientLimit.NONE));
            assertThat(ask(bench, Bench.CHAT, "Authorization: Bearer " + TOKEN + "\r\n")
                            .status())
                    .isEqualTo(401);
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void tooManyWithinAMinuteHearWhenToAskAgain() throws Exception {
        try (var server = fine();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(policy(IDE, false, new ClientLimit(2, 0)));
            String token = "Authorization: Bearer " + TOKEN + "\r\n";
            assertThat(ask(bench, Bench.CHAT, token).status()).isEqualTo(200);
            assertThat(ask(bench, Bench.CHAT, token).status()).isEqualTo(200);
            Answer refused = ask(bench, Bench.CHAT, token);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(50, 60);
            assertThat(refused.body()).contains("[ERR-PROXY-014]\",\"type\":\"rate_limit_error\",\"code\":429");
            assertThat(ask(bench, "/v1/messages", token).body()).contains("\"type\":\"rate_limit_error\"");
            assertThat(ask(bench, Bench.CHAT, "User-Agent: other/1\r\n").status())
                    .isEqualTo(200);
            assertThat(bench.finished(3).client()).isEqualTo("ide");
            assertThat(bench.finished(3).outcome()).isEqualTo("refused");
            assertThat(bench.finished(3).note()).contains("the client's fault: it has sent 2 requests");
            assertThat(server.requests).hasSize(3);
        }
    }

    @Test
    void tooManyAtOnceAreRefusedUntilOneHasEnded() throws Exception {
        var go = new CountDownLatch(1);
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.head().contains("slow")) {
                        assertThat(go.await(5, TimeUnit.SECONDS)).isTrue();
                    }
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                });
                var bench = new Bench(server);
                var first = bench.client()) {
            bench.proxy.usePolicy(policy(IDE, false, new ClientLimit(0, 1)));
            first.post(Bench.CHAT, "{}", "User-Agent: a\r\nx-test: slow\r\n");
            Bench.await(() -> server.requests.size() == 1);
            Answer refused = ask(bench, Bench.CHAT, "User-Agent: a\r\n");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(ask(bench, Bench.CHAT, "User-Agent: b\r\n").status()).isEqualTo(200);
            go.countDown();
            assertThat(first.answer().status()).isEqualTo(200);
            assertThat(first.post(Bench.CHAT, "{}", "User-Agent: a\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientThatLeavesGivesItsPlaceBack() throws Exception {
        try (var server = new ScriptedServer((request, wire) -> {
                    if (request.head().contains("slow")) {
                        wire.awaitClosed();
                    } else {
                        wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    }
                });
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(policy(IDE, false, new ClientLimit(0, 1)));
            try (var leaving = bench.client()) {
                leaving.post(Bench.CHAT, "{}", "User-Agent: a\r\nx-test: slow\r\n");
                Bench.await(() -> server.requests.size() == 1);
            }
            assertThat(bench.finished(1).outcome()).isEqualTo("client_closed");
            assertThat(ask(bench, Bench.CHAT, "User-Agent: a\r\n").status()).isEqualTo(200);
        }
    }

    @Test
    void aPolicyIsInForceForTheNextRequestOfAnOpenConnection() throws Exception {
        try (var server = fine();
                var bench = new Bench(server);
                var client = bench.client()) {
            assertThat(client.post(Bench.CHAT, "{}").answer().status()).isEqualTo(200);
            bench.proxy.usePolicy(policy(IDE, true, ClientLimit.NONE));
            assertThat(client.post(Bench.CHAT, "{}").answer().status()).isEqualTo(401);
            assertThat(client.awaitClosed()).isTrue();
            assertThat(bench.journal.events.stream().filter(ExchangeStarted.class::isInstance))
                    .hasSize(2);
        }
    }
}
