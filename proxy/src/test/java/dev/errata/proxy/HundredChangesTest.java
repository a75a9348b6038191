package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.UpstreamTable;
import dev.errata.proxy.upstream.UpstreamTable.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Model server, model, rules and port change a hundred times under two hundred streams. Each stream goes on to its end
/// as it began: on its server, by its rules, on its connection.
final class HundredChangesTest {

    private static final int CHANGES = 100;

    private final CountDownLatch go = new CountDownLatch(1);

    /// A stream under way.
    ///
    /// @param expected all of its text
    private record Running(RawClient client, String expected) {}

    /// Says who it is and whom it answers, with a word in the middle of which everything changes.
    private ScriptedServer server(String name) throws IOException {
        return new ScriptedServer((request, wire) -> {
            String user = request.body().replaceAll(".*\"user\":\"([^\"]*)\".*", "$1");
            wire.send(Bench.SSE);
            wire.sendEvent(Bench.delta(name + " to " + user + ": "));
            wire.sendEvent(Bench.delta("te"));
            if (!user.startsWith("short")) {
                assertThat(go.await(120, TimeUnit.SECONDS)).isTrue();
            }
            wire.sendEvent(Bench.delta("h end of " + user));
            wire.sendChunk("data: [DONE]\n\n");
            wire.sendChunk("");
        });
    }

    private static Upstream at(String name, ScriptedServer server) {
        return new Upstream(
                name, Bench.upstream("http://127.0.0.1:" + server.port(), null).base(), null);
    }

    private static RawClient ask(int port, String user, String model) throws IOException {
        return new RawClient(port)
                .post(
                        Bench.CHAT,
                        "{\"model\":\"" + model + "\",\"stream\":true,\"user\":\"" + user + "\",\"messages\":[]}");
    }

    @Test
    void everyStreamGoesOnAsItBegan() throws Exception {
        var running = new ArrayList<Running>();
        try (var first = server("first");
                var second = server("second");
                var bench = new Bench(first)) {
            int port = bench.port;
            for (int i = 0; i < CHANGES; i++) {
                boolean even = i % 2 == 0;
                Upstream standard = even ? at("first", first) : at("second", second);
                Upstream other = even ? at("second", second) : at("first", first);
                bench.proxy.useUpstreams(new UpstreamTable(standard, List.of(new Entry(List.of("special*"), other))));
                bench.rules = LiteralProgram.replacing("teh", "v" + i);
                if (!(bench.proxy.listen("127.0.0.1", 0) instanceof ProxyServer.Listening moved)) {
                    throw new AssertionError("not moved");
                }
                assertThat(moved.port()).isNotEqualTo(port);
                port = moved.port();
                for (String model : List.of("plain-" + i, "special-" + i)) {
                    String user = "long-" + model;
                    Upstream expected = model.startsWith("plain") ? standard : other;
                    RawClient client = ask(port, user, model);
                    // It has begun, with the rules and the server of now.
                    assertThat(client.head()).contains("200");
                    running.add(new Running(client, expected.name() + " to " + user + ": v" + i + " end of " + user));
                }
                try (RawClient client = ask(port, "short", "special-" + i)) {
                    assertThat(client.head()).contains("200");
                    assertThat(text(client)).isEqualTo(other.name() + " to short: v" + i + " end of short");
                }
            }
            assertThat(running).hasSize(2 * CHANGES);
            go.countDown();
            for (Running stream : running) {
                try (RawClient client = stream.client()) {
                    assertThat(text(client)).isEqualTo(stream.expected());
                }
            }
            Bench.await(() -> bench.journal.finished().size() == 3 * CHANGES);
            assertThat(bench.journal.finished())
                    .allSatisfy(record -> assertThat(record.outcome()).isEqualTo("completed"));
        }
    }

    /// The text of an answer whose head has been read; it has to come to its end.
    private static String text(RawClient client) throws IOException {
        var body = new StringBuilder();
        String chunk = client.chunkText();
        while (!chunk.isEmpty()) {
            body.append(chunk);
            chunk = client.chunkText();
        }
        assertThat(body).endsWith("data: [DONE]\n\n");
        return body.toString()
                .lines()
                .filter(line -> line.contains("\"content\""))
                .map(line -> line.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1"))
                .reduce("", String::concat);
    }
}
