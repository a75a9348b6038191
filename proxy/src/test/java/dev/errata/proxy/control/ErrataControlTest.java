package dev.errata.proxy.control;

import static dev.errata.proxy.control.ControlClient.AGENT;
import static dev.errata.proxy.control.ControlClient.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.control.ControlClient.Answer;
import dev.errata.proxy.control.ControlPlane.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrataControlTest {
    private final ControlClient client = new ControlClient();

    @Test
    void handsAnOwnersCallOverDecoded() {
        Answer answer = client.get("/errata/api/v1/audit?before=12&text=caf%C3%A9+au%26lait&text=2", OWNER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"done\":true}");
        assertThat(answer.reply().contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(client.handed)
                .containsExactly(new OwnerRoutes.Request(
                        "GET",
                        "audit",
                        Map.of("before", List.of("12"), "text", List.of("café au&lait", "2")),
                        "",
                        "api"));
        assertThat(client.handed.getFirst().parameter("text")).contains("café au&lait");
        assertThat(client.handed.getFirst().parameter("limit")).isEmpty();
    }

    @Test
    void decodesTheSegmentsOfAPath() {
        client.get("/errata/api/v1/config/a%20b+c", OWNER);
        assertThat(client.handed.getFirst().segments()).containsExactly("config", "a b+c");
    }

    @Test
    void handsABodyOver() {
        assertThat(client.send("PUT", "/errata/api/v1/rules/7", OWNER, "{\"pattern\":\"ü\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.handed)
                .containsExactly(new OwnerRoutes.Request("PUT", "rules/7", Map.of(), "{\"pattern\":\"ü\"}", "api"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cli", "CLI", "window", "cli --yes", ""})
    void believesTheOwnerAloneThatItIsTheCommandLine(String said) {
        Header channel = new Header("X-Errata-Channel", said);
        assertThat(client.send("GET", "/errata/api/v1/rules", AGENT, "", channel)
                        .code())
                .isEqualTo("ERR-API-005");
        assertThat(client.handed).isEmpty();
        client.send("GET", "/errata/api/v1/rules", OWNER, "", channel);
        client.send("GET", "/errata/api/v1/rules", OWNER, "", channel, channel);
        assertThat(client.handed)
                .extracting(OwnerRoutes.Request::channel)
                .containsExactly(said.equals("cli") ? "cli" : "api", "api");
    }

    @Test
    void answersHeadAsGet() {
        assertThat(client.send("HEAD", "/errata/api/v1/rules", OWNER, "").status())
                .isEqualTo(200);
        assertThat(client.handed.getFirst().method()).isEqualTo("GET");
    }

    @Test
    void asksForATokenAndNamesTheScheme() {
        Answer answer = client.get("/errata/api/v1/rules", null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("ERR-API-003");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.json().path("error").path("hint").stringValue()).contains("owner-token");
        assertThat(client.handed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "owner-0123456789abcdeF", "owner-0123456789abcdef0", "owner-0123456789abcde"})
    void refusesAnyOtherToken(String token) {
        assertThat(client.get("/errata/api/v1/rules", token).code()).isEqualTo("ERR-API-004");
        assertThat(client.handed).isEmpty();
    }

    @Test
    void refusesATokenOfAnotherSchemeOrSentTwice() {
        Header host = new Header("Host", "localhost");
        Header basic = new Header("Authorization", "Basic " + OWNER);
        Header bearer = new Header("authorization", "bearer " + OWNER);
        String path = "/errata/api/v1/rules";
        byte[] none = new byte[0];
        assertThat(client.sendExactly("GET", path, List.of(host, basic), none).code())
                .isEqualTo("ERR-API-004");
        assertThat(client.sendExactly("GET", path, List.of(host, bearer, bearer), none)
                        .code())
                .isEqualTo("ERR-API-003");
        assertThat(client.sendExactly("GET", path, List.of(host, bearer), none).status())
                .isEqualTo(200);
    }

    @Test
    void letsAnAgentReadEverythingAndChangeNothing() {
        for (Route route : Routes.all()) {
            if (route.access() == Route.Access.OPEN) {
                continue;
            }
            String path = route.path().replaceAll("\\{[a-z]+}", "7");
            Answer answer = client.send(route.method(), path, AGENT, route.takesBody() ? "{}" : "");
            // It may propose as well: that changes nothing before a person has approved it.
            if (route.access() == Route.Access.READ) {
                assertThat(answer.status()).as(path).isEqualTo(200);
            } else {
                assertThat(answer.code()).as(route.method() + path).isEqualTo("ERR-API-005");
                assertThat(answer.status()).isEqualTo(403);
            }
        }
        assertThat(client.handed)
                .allMatch(request ->
                        request.method().equals("GET") || request.path().equals("proposals"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.com", "", "192.168.1.2", "128.0.0.1"})
    void refusesAForeignHostEvenWithTheToken(String host) {
        Answer answer = client.send("GET", "/errata/api/v1/rules", OWNER, "", new Header("Host", host));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("ERR-API-006");
        assertThat(client.send("GET", "/errata/health", null, "", new Header("host", host))
                        .status())
                .isEqualTo(403);
        assertThat(client.handed).isEmpty();
    }

    @Test
    void refusesARequestWithNoHostOrTwo() {
        Header host = new Header("Host", "localhost");
        byte[] none = new byte[0];
        assertThat(client.sendExactly("GET", "/errata/", List.of(), none).code())
                .isEqualTo("ERR-API-006");
        assertThat(client.sendExactly("GET", "/errata/", List.of(host, host), none)
                        .code())
                .isEqualTo("ERR-API-006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1@evil.example", "file://", "ftp://a", "%"})
    void refusesAForeignOriginEvenWithTheToken(String origin) {
        Answer answer = client.send("POST", "/errata/api/v1/stop", OWNER, "", new Header("Origin", origin));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("ERR-API-007");
        assertThat(client.handed).isEmpty();
    }

    @Test
    void takesAnOriginOfThisMachine() {
        for (String origin : List.of("http://localhost:3000", "https://127.0.0.1", "http://[::1]:8080")) {
            assertThat(client.send("GET", "/errata/api/v1/rules", OWNER, "", new Header("Origin", origin))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
    void demandsThatABodyIsDeclaredAsJson(String type) {
        Answer answer = client.send("POST", "/errata/api/v1/rules", OWNER, "{}", new Header("Content-Type", type));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("ERR-API-014");
        assertThat(client.handed).isEmpty();
    }

    @Test
    void takesAJsonBodyWithAParameter() {
        Header type = new Header("Content-Type", "Application/JSON; charset=utf-8");
        assertThat(client.send("POST", "/errata/api/v1/rules", OWNER, "{}", type)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"x\"", "{} {}", "{\"a\":}", "nonsense"})
    void refusesABodyThatIsNoJsonObject(String body) {
        Answer answer = client.send("POST", "/errata/api/v1/rules", OWNER, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ERR-API-002");
        assertThat(client.handed).isEmpty();
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        List<Header> headers = List.of(
                new Header("Host", "localhost"),
                new Header("Authorization", "Bearer " + OWNER),
                new Header("Content-Type", "application/json"));
        byte[] latin = "{\"a\":\"ü\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(client.sendExactly("POST", "/errata/api/v1/rules", headers, latin)
                        .code())
                .isEqualTo("ERR-API-002");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/errata/metrics/",
                "/errata/mcp",
                "/errata/api",
                "/errata/api/v1/",
                "/errata/api/v1/rules/",
                "/errata/api/v1/rules/7/",
                "/errata/api/v1/rule",
                "/errata/api/v2/rules",
                "/errata/health/"
            })
    void saysClearlyThatAPathIsNotThere(String path) {
        Answer answer = client.get(path, OWNER);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("ERR-API-008");
        assertThat(answer.json().path("error").path("message").stringValue()).contains(path);
        assertThat(client.handed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/errata/api/v1/rules/..",
                "/errata/api/v1/rules/%2e%2e",
                "/errata/api/v1/rules/a%2Fb",
                "/errata/api/v1/rules/a%5Cb",
                "/errata/api/v1/rules/%00",
                "/errata/api/v1/rules/%zz"
            })
    void refusesAPathThatCouldBeTakenForAnother(String path) {
        assertThat(client.get(path, OWNER).code()).isEqualTo("ERR-API-001");
        assertThat(client.handed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limt=5", "limit=5&x", "limit=%zz"})
    void refusesAQueryItDoesNotKnowOrCannotRead(String query) {
        assertThat(client.get("/errata/api/v1/exchanges?" + query, OWNER).code())
                .isEqualTo("ERR-API-001");
        assertThat(client.handed).isEmpty();
    }

    @Test
    void namesTheMethodsThatAPathTakes() {
        Answer answer = client.send("PATCH", "/errata/api/v1/rules/7", OWNER, "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, PUT, DELETE");
        assertThat(client.send("OPTIONS", "/errata/health", null, "").status()).isEqualTo(405);
    }

    @Test
    void answersAFailureWithoutItsDetails() {
        ControlClient failing = new ControlClient((OwnerRoutes) request -> {
            throw new IllegalStateException("secret detail");
        });
        Answer answer = failing.get("/errata/api/v1/rules", OWNER);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("ERR-API-016");
        assertThat(answer.text()).doesNotContain("secret detail");
    }

    @Test
    void passesTheErrorsOfTheOwnersRoutesOn() {
        ControlClient refusing = new ControlClient((OwnerRoutes) request -> ControlError.NOT_FOUND.reply("no rule 7"));
        Answer answer = refusing.get("/errata/api/v1/rules/7", OWNER);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .startsWith("{\"error\":{\"code\":\"ERR-API-009\",\"name\":\"not_found\","
                        + "\"message\":\"no rule 7\",\"hint\":\"");
    }

    @Test
    void saysWhatThisPortIs() {
        for (String path : List.of("/errata", "/errata/")) {
            Answer answer = client.get(path, null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.reply().contentType()).startsWith("text/plain");
            assertThat(answer.text()).contains("Errata corrects").contains("/errata/api/v1/rules/{id}/history");
        }
    }
}
