package dev.errata.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.TrafficEvent.ExchangesRefused;
import dev.errata.proxy.client.ByClient;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.KnownClients.Known;
import dev.errata.proxy.client.Origins;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.proxy.fixtures.RawClient;
import dev.errata.proxy.fixtures.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Many requests that are turned away at once, over real sockets.
final class RefusalStormTest {

    private static final int STORM = 600;
    private static final KnownClients IDE =
            new KnownClients(List.of(new Known("ide", KnownClients.hash("errata-client-0123456789abcdef"))));
    private static final PortPolicy CLOSED = new PortPolicy(
            Origins.USUAL, IDE, true, false, ByClient.all(CaptureLevel.FULL), ByClient.all(ClientLimit.NONE));

    /// Sends them all at once; each must get its answer to the end.
    private static void storm(Bench bench, IntFunction<String> headers) throws Exception {
        List<Callable<Integer>> asking = new ArrayList<>();
        for (int i = 0; i < STORM; i++) {
            String own = headers.apply(i);
            asking.add(() -> {
                try (RawClient client = bench.client()) {
                    return client.post(Bench.CHAT, "{}", own).answer().status();
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(asking)) {
                assertThat(answer.get()).isEqualTo(401);
            }
        }
    }

    /// How many refusals the journal tells of, one by one and counted.
    private static long told(Bench bench) {
        return bench.journal.finished().size() + counted(bench).stream().mapToLong(ExchangesRefused::count).sum();
    }

    private static List<ExchangesRefused> counted(Bench bench) {
        return bench.journal.events.stream()
                .filter(ExchangesRefused.class::isInstance)
                .map(ExchangesRefused.class::cast)
                .toList();
    }

    private static ScriptedServer silent() throws Exception {
        return new ScriptedServer((request, wire) -> wire.awaitClosed());
    }

    @Test
    void isCountedAndNotWrittenOneByOne() throws Exception {
        try (var server = silent();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(CLOSED);
            storm(bench, any -> "User-Agent: noisy/1\r\n");
            assertThat(told(bench)).as("whoever was answered is in the journal").isEqualTo(STORM);
            assertThat(bench.journal.events).hasSizeLessThan(STORM / 4);
            assertThat(counted(bench)).isNotEmpty().allSatisfy(more -> {
                assertThat(more.client()).isEqualTo("noisy");
                assertThat(more.status()).isEqualTo(401);
                assertThat(more.note()).startsWith("the client's fault: ");
                assertThat(bench.journal.finished())
                        .anySatisfy(first -> assertThat(first.exchange()).isEqualTo(more.exchange()));
            });
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void ofNamesThatAreMadeUpIsCountedAsOneInTheEnd() throws Exception {
        try (var server = silent();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(CLOSED);
            storm(bench, number -> "User-Agent: name" + number + "/1\r\n");
            assertThat(told(bench)).isEqualTo(STORM);
            assertThat(bench.journal.events).hasSizeLessThan(STORM);
            assertThat(counted(bench)).extracting(ExchangesRefused::client).contains("");
        }
    }

    @Test
    void tellsReasonsApart() throws Exception {
        try (var server = silent();
                var bench = new Bench(server)) {
            bench.proxy.usePolicy(CLOSED);
            try (RawClient page = bench.client();
                    RawClient other = bench.client()) {
                assertThat(page.post(Bench.CHAT, "{}", "Origin: https://evil.example\r\n").answer().status())
                        .isEqualTo(403);
                assertThat(other.post(Bench.CHAT, "{}").answer().status()).isEqualTo(401);
            }
            assertThat(bench.journal.finished()).hasSize(2);
        }
    }
}
