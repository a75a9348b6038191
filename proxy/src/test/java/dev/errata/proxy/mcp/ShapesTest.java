package dev.errata.proxy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.mcp.McpBench.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The shapes of both eras, over real sockets.
final class ShapesTest {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    private static final String LIST_NOW = now("tools/list", "");
    private static final String CALL_NOW = now("tools/call", "\"name\":\"list_workspaces\",\"arguments\":{},");

    private final McpBench bench = new McpBench(McpLimits.USUAL);

    @AfterEach
    void close() {
        bench.close();
    }

    private static String now(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"" + method + "\",\"params\":{" + params + META + "}}";
    }

    /// A message with its headers, and what comes of it.
    ///
    /// @param code of the error; 0 for a result
    record Row(String what, String message, List<String> headers, int status, int code) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Row row(String what, String message, int status, int code, String... headers) {
        return new Row(what, message, List.of(headers), status, code);
    }

    static Stream<Row> rows() {
        String version = "MCP-Protocol-Version";
        String[] list = {version, "2026-07-28", "Mcp-Method", "tools/list"};
        String[] call = {version, "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "list_workspaces"};
        String encoded = "=?base64?"
                + Base64.getEncoder().encodeToString("list_workspaces".getBytes(StandardCharsets.UTF_8)) + "?=";
        return Stream.of(
                row("no JSON", "{", 400, -32700),
                row("nothing", "", 400, -32700),
                row("a batch", "[" + LIST + "]", 400, -32600),
                row("no object", "7", 400, -32600),
                row("no version of JSON-RPC", "{\"id\":1,\"method\":\"ping\"}", 400, -32600),
                row("no method", "{\"jsonrpc\":\"2.0\",\"id\":1}", 400, -32600),
                row("an id that is null", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", 400, -32600),
                row("an id that is a fraction", "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}", 400, -32600),
                row("params by place", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}", 400, -32600),
                row("before: no version", LIST, 200, 0),
                row("before: 2025-03-26", LIST, 200, 0, version, "2025-03-26"),
                row("before: 2025-06-18", LIST, 200, 0, version, "2025-06-18"),
                row("before: 2025-11-25", LIST, 200, 0, version, "2025-11-25"),
                row("before: another version", LIST, 400, -32022, version, "2024-11-05"),
                row("before: ping", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", 200, 0),
                row("before: unknown method", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x/y\"}", 200, -32601),
                row("before: no server/discover", LIST.replace("tools/list", "server/discover"), 200, -32601),
                row("before: unknown tool", McpBench.call(1, "rm", "{}"), 200, -32602),
                row("before: an unknown page", LIST.replace("}", ",\"params\":{\"cursor\":\"2\"}}"), 200, -32602),
                row("before: a session nobody knows", LIST, 200, 0, "Mcp-Session-Id", "nonsense"),
                row("now: list", LIST_NOW, 200, 0, list),
                row("now: call", CALL_NOW, 200, 0, call),
                row(
                        "now: discover",
                        now("server/discover", ""),
                        200,
                        0,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "server/discover"),
                row(
                        "now: a session is ignored",
                        LIST_NOW,
                        200,
                        0,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/list",
                        "Mcp-Session-Id",
                        "x",
                        "Last-Event-ID",
                        "7"),
                row(
                        "now: an encoded name",
                        CALL_NOW,
                        200,
                        0,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        encoded),
                row("now: no header at all", LIST_NOW, 400, -32020),
                row("now: no version header", LIST_NOW, 400, -32020, "Mcp-Method", "tools/list"),
                row(
                        "now: another version header",
                        LIST_NOW,
                        400,
                        -32020,
                        version,
                        "2025-11-25",
                        "Mcp-Method",
                        "tools/list"),
                row("now: only the header", LIST, 400, -32020, list),
                row("now: no method header", LIST_NOW, 400, -32020, version, "2026-07-28"),
                row(
                        "now: another method header",
                        LIST_NOW,
                        400,
                        -32020,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call"),
                row(
                        "now: a method header of other case",
                        LIST_NOW,
                        400,
                        -32020,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "Tools/List"),
                row("now: no name header", CALL_NOW, 400, -32020, version, "2026-07-28", "Mcp-Method", "tools/call"),
                row(
                        "now: another name header",
                        CALL_NOW,
                        400,
                        -32020,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        "get_diff"),
                row(
                        "now: unknown version",
                        LIST_NOW.replace("2026-07-28", "2030-01-01"),
                        400,
                        -32022,
                        version,
                        "2030-01-01",
                        "Mcp-Method",
                        "tools/list"),
                row("now: no capabilities", LIST_NOW.replace("clientCapabilities", "x"), 400, -32602, list),
                row("now: unknown method", now("ping", ""), 404, -32601, version, "2026-07-28", "Mcp-Method", "ping"),
                row(
                        "now: no initialize",
                        now("initialize", ""),
                        404,
                        -32601,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "initialize"),
                row(
                        "now: unknown tool",
                        CALL_NOW.replace("list_workspaces", "rm"),
                        200,
                        -32602,
                        version,
                        "2026-07-28",
                        "Mcp-Method",
                        "tools/call",
                        "Mcp-Name",
                        "rm"),
                row("no kind that is taken", LIST, 406, -32600, "Accept", "text/html"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersInTheShapeOfTheEra(Row row) {
        Reply reply = bench.post(row.message(), row.headers().toArray(String[]::new));

        assertThat(reply.status()).isEqualTo(row.status());
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.error()).isEqualTo(row.code());
        assertThat(reply.json().path("jsonrpc").stringValue()).isEqualTo("2.0");
        assertThat(reply.json().has("result")).isEqualTo(row.code() == 0);
        if (row.what().startsWith("now") && row.code() == 0) {
            JsonNode result = reply.json().path("result");
            assertThat(result.path("resultType").stringValue()).isEqualTo("complete");
            assertThat(result.at("/_meta/io.modelcontextprotocol~1serverInfo/version")
                            .stringValue())
                    .isEqualTo("1.2.3");
            assertThat(reply.json().path("id").stringValue()).isEqualTo("a");
            assertThat(reply.header("Mcp-Session-Id")).isEmpty();
        }
        if (row.what().startsWith("before") && row.code() == 0) {
            assertThat(reply.json().path("result").has("resultType")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "2024-11-05, 2025-11-25",
        "2026-07-28, 2025-11-25",
        "nonsense, 2025-11-25"
    })
    void agreesOnAVersion(String wanted, String agreed) {
        Reply reply = bench.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                + "\"protocolVersion\":\"" + wanted + "\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}}}");

        JsonNode result = reply.json().path("result");
        assertThat(result.path("protocolVersion").stringValue()).isEqualTo(agreed);
        assertThat(result.at("/capabilities/tools").isObject()).isTrue();
        assertThat(result.at("/serverInfo/name").stringValue()).isEqualTo("errata");
        assertThat(reply.header("Mcp-Session-Id")).matches("[!-~]+");
    }

    @Test
    void anUnsupportedVersionIsToldWhichThereAre() {
        JsonNode data =
                bench.post(LIST, "MCP-Protocol-Version", "1999-01-01").json().at("/error/data");

        assertThat(data.path("requested").stringValue()).isEqualTo("1999-01-01");
        assertThat(data.path("supported").valueStream().map(JsonNode::stringValue))
                .containsExactly("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26");
    }

    @Test
    void discoveryNamesAllVersions() {
        JsonNode result = bench.post(
                        now("server/discover", ""),
                        "MCP-Protocol-Version",
                        "2026-07-28",
                        "Mcp-Method",
                        "server/discover")
                .json()
                .path("result");

        assertThat(result.path("supportedVersions").size()).isEqualTo(4);
        assertThat(result.at("/capabilities/tools").isObject()).isTrue();
        assertThat(result.path("ttlMs").intValue()).isPositive();
        assertThat(result.path("cacheScope").stringValue()).isEqualTo("private");
        assertThat(result.path("instructions").stringValue()).contains("wait_for_approval");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard_of\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"\"}}"
            })
    void takesWhatWantsNoAnswer(String message) {
        Reply reply = bench.post(message);

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.http().body()).isEmpty();
    }

    @Test
    void offersNoStreamOfItsOwnAndNoSessionToEnd() {
        for (String method : List.of("GET", "DELETE", "PUT")) {
            Reply reply = bench.send(method, "", McpBench.AGENT);
            assertThat(reply.status()).as(method).isEqualTo(405);
            assertThat(reply.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void asksForATokenAndKeepsForeignPagesOut() {
        assertThat(bench.send("POST", LIST, "").status()).isEqualTo(401);
        assertThat(bench.send("POST", LIST, "").header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(bench.send("POST", LIST, "wrong-0123456789abcdef").status()).isEqualTo(401);
        assertThat(bench.send("POST", LIST, McpBench.OWNER).status()).isEqualTo(200);
        assertThat(bench.post(LIST, "Origin", "https://evil.example").status()).isEqualTo(403);
        assertThat(bench.post(LIST, "Origin", "null").status()).isEqualTo(403);
        assertThat(bench.post(LIST, "Origin", "http://localhost:3000").status()).isEqualTo(200);
        assertThat(bench.post(LIST, "Content-Type", "text/plain").status()).isEqualTo(415);
    }

    @Test
    void givesAnEventStreamToWhoTakesNothingElse() {
        Reply reply = bench.post(LIST, "Accept", "text/event-stream");

        assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(reply.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(reply.http().body()).startsWith("event: message\ndata: {").endsWith("}\n\n");
        assertThat(reply.last().at("/result/tools").size()).isEqualTo(11);
    }

    @Test
    void theFrontPageNamesIt() {
        assertThat(bench.page("/errata/")).contains("POST   /errata/mcp");
    }
}
