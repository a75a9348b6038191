package dev.errata.proxy.upstream.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.probe.UpstreamStatus.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class UpstreamHealthTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));

    private UpstreamHealth watch(AtomicReference<Upstream> current, Duration limit) {
        return new UpstreamHealth(current::get, Duration.ofMillis(20), limit, time::get);
    }

    private static UpstreamStatus await(UpstreamHealth health, Predicate<UpstreamStatus> wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            UpstreamStatus now = health.now();
            if (wanted.test(now)) {
                return now;
            }
            assertThat(System.nanoTime()).as("still %s", now).isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void seesTheUpstreamComeGoAndSinceWhen() throws IOException {
        Instant noon = time.get();
        try (FakeServer server = FakeServer.llama()) {
            try (UpstreamHealth health = watch(new AtomicReference<>(server.upstream()), Duration.ofSeconds(5))) {
                UpstreamStatus up = await(health, status -> status.state() == State.UP);
                assertThat(up.model()).isEqualTo("tiny.gguf");
                assertThat(up.kind()).isEqualTo(ServerKind.LLAMA_CPP);
                assertThat(up.since()).isEqualTo(noon);
                time.set(noon.plusSeconds(60));
                server.leave();
                UpstreamStatus away = await(health, status -> status.state() == State.AWAY);
                assertThat(away.reason()).isNotBlank();
                assertThat(away.since()).isEqualTo(noon.plusSeconds(60));
                assertThat(away.model()).isEqualTo("tiny.gguf");
            }
        }
    }

    @Test
    void saysThatTheModelIsLoadingAndThenThatItIsUp() throws IOException {
        try (FakeServer server = FakeServer.llama().says("/health", 503, "{}");
                UpstreamHealth health = watch(new AtomicReference<>(server.upstream()), Duration.ofSeconds(5))) {
            assertThat(await(health, status -> status.state() == State.AWAY).reason())
                    .isEqualTo("it loads its model");
            server.says("/health", 200, "{}");
            assertThat(await(health, status -> status.state() == State.UP).reason())
                    .isEmpty();
        }
    }

    @Test
    void followsTheCurrentUpstream() throws IOException {
        try (FakeServer first = FakeServer.llama();
                FakeServer second = FakeServer.ollama()) {
            AtomicReference<Upstream> current = new AtomicReference<>(first.upstream());
            try (UpstreamHealth health =
                    new UpstreamHealth(current::get, Duration.ofHours(1), Duration.ofSeconds(5), time::get)) {
                await(health, status -> status.state() == State.UP);
                current.set(second.upstream());
                UpstreamStatus fresh = health.now();
                assertThat(fresh.upstream()).isEqualTo(second.upstream());
                assertThat(fresh.model()).isNotEqualTo("tiny.gguf");
                // The pause is an hour: it is looked at because somebody asked.
                assertThat(await(health, status -> status.state() == State.UP).model())
                        .isEqualTo("qwen3:4b");
            }
        }
    }

    @Test
    void takesAStrangerForUpAndSaysSo() throws IOException {
        try (FakeServer server = new FakeServer("nginx");
                UpstreamHealth health = watch(new AtomicReference<>(server.upstream()), Duration.ofSeconds(5))) {
            assertThat(await(health, status -> status.state() == State.UP).reason())
                    .contains("not as a model server");
        }
    }

    @Test
    void forgivesOneSlowAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI base = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            AtomicReference<Upstream> current = new AtomicReference<>(new Upstream("slow", base, null));
            try (UpstreamHealth health = watch(current, Duration.ofMillis(100))) {
                // It was never up, so there is nothing to forgive.
                UpstreamStatus away = await(health, status -> status.state() == State.AWAY);
                assertThat(away.reason()).contains("no answer within 100 ms");
            }
        }
        Upstream upstream = new Upstream("s", URI.create("http://127.0.0.1:1"), null);
        UpstreamStatus up = new UpstreamStatus(upstream, State.UP, ServerKind.OLLAMA, "m", "", time.get());
        var slow = new Finding.Silent(up.upstream().base(), true, "no answer within 800 ms");
        assertThat(UpstreamHealth.after(up, slow, false, time.get()).state()).isEqualTo(State.UP);
        assertThat(UpstreamHealth.after(up, slow, false, time.get()).reason()).startsWith("slow: ");
        assertThat(UpstreamHealth.after(up, slow, true, time.get()).state()).isEqualTo(State.AWAY);
    }

    @Test
    void stopsToLookWhenItIsClosed() throws IOException {
        try (FakeServer server = FakeServer.llama()) {
            UpstreamHealth health = watch(new AtomicReference<>(server.upstream()), Duration.ofSeconds(5));
            await(health, status -> status.state() == State.UP);
            health.close();
            assertThat(health.closed(Duration.ofSeconds(10))).isTrue();
            int asked = server.asked.size();
            health.lookNow();
            assertThat(server.asked).hasSize(asked);
        }
    }
}
