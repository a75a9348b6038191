package dev.errata.proxy.mcp;

import dev.errata.proxy.NettyProxyServer;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.control.ControlTokens;
import dev.errata.proxy.control.ErrataControl;
import dev.errata.proxy.control.HealthReport;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.MemoryJournal;
import dev.errata.rules.correction.Correction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real proxy on a free port with a [SmallDesk] behind `/errata/mcp`, and a client of bare HTTP.
final class McpBench implements AutoCloseable {
    static final String AGENT = "agent-0123456789abcdef";
    static final String OWNER = "owner-0123456789abcdef";
    static final String BOTH = "application/json, text/event-stream";

    final SmallDesk desk = new SmallDesk();
    final McpEndpoint endpoint;
    final URI address;
    private final ProxyServer proxy;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger sessions = new AtomicInteger();

    McpBench(McpLimits limits) {
        this(limits, "http://127.0.0.1:9");
    }

    McpBench(McpLimits limits, String upstream) {
        endpoint = new McpEndpoint(
                new AgentDesk(desk, desk.workspaces, "1.2.3"),
                limits,
                () -> String.valueOf(sessions.incrementAndGet()),
                System::nanoTime);
        proxy = new NettyProxyServer(
                Bench.upstream(upstream, null),
                LiteralProgram::none,
                Correction.On::new,
                new MemoryJournal(),
                Clock.systemUTC(),
                new ErrataControl(
                        () -> new ControlTokens(OWNER, AGENT),
                        () -> new HealthReport(List.of()),
                        request -> new OwnerRoutes.Reply(200, "{}"),
                        () -> "",
                        endpoint));
        if (!(proxy.listen("127.0.0.1", 0) instanceof ProxyServer.Listening listening)) {
            throw new IllegalStateException("no free port");
        }
        address = URI.create("http://127.0.0.1:" + listening.port());
    }

    /// Posts a message with an agent's token; more headers as name, value, …
    Reply post(String message, String... headers) {
        return send("POST", message, AGENT, headers);
    }

    Reply send(String method, String message, String token, String... headers) {
        return answer(request(method, message, token, headers));
    }

    private HttpRequest request(String method, String message, String token, String... headers) {
        var request = HttpRequest.newBuilder(address.resolve("/errata/mcp"))
                .timeout(Duration.ofSeconds(30))
                .setHeader("Content-Type", "application/json")
                .setHeader("Accept", BOTH)
                .method(method, HttpRequest.BodyPublishers.ofString(message));
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private Reply answer(HttpRequest request) {
        try {
            return new Reply(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Posts and gives the body while it comes.
    HttpResponse<InputStream> open(String message, String... headers) {
        try {
            return http.send(request("POST", message, AGENT, headers), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Another page of Errata's own.
    String page(String path) {
        var request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return answer(request).http().body();
    }

    /// A call of a tool as a message of before.
    static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    /// Calls a tool and gives its result.
    JsonNode tool(String tool, String arguments) {
        return post(call(1, tool, arguments)).last().path("result");
    }

    /// Proposes a file, and gives the proposal's id, however long it took to read it.
    String propose(String text) {
        String ticket = submit(text);
        Bench.await(() -> !Tickets.isTicket(id(ticket)));
        return id(ticket);
    }

    private String id(String ticket) {
        JsonNode result = tool("check_approval_status", "{\"proposal\":\"" + ticket + "\"}");
        return result.path("structuredContent").path("id").stringValue(result.toString());
    }

    /// Proposes a file, and gives what the answer has as the id.
    String submit(String text) {
        String arguments = JsonMapper.shared()
                .createObjectNode()
                .put("workspace", "app")
                .put("patch", text)
                .toString();
        JsonNode result = tool("create_patch_proposal", arguments);
        return result.path("structuredContent").path("id").stringValue(result.toString());
    }

    @Override
    public void close() {
        endpoint.close();
        http.shutdownNow();
        proxy.close(Duration.ofMillis(200));
    }

    /// What came back.
    record Reply(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(http.body());
        }

        /// The messages of an event stream, or the one of a JSON body.
        List<JsonNode> messages() {
            return header("Content-Type").equals("text/event-stream")
                    ? http.body()
                            .lines()
                            .filter(line -> line.startsWith("data: "))
                            .map(line -> JsonMapper.shared().readTree(line.substring(6)))
                            .toList()
                    : List.of(json());
        }

        JsonNode last() {
            return messages().getLast();
        }

        int error() {
            return json().path("error").path("code").intValue(0);
        }
    }
}
