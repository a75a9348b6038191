package dev.errata.proxy.upstream.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.practice.PracticeServer;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.Upstream.Secret;
import dev.errata.proxy.upstream.probe.Finding.Busy;
import dev.errata.proxy.upstream.probe.Finding.Ready;
import dev.errata.proxy.upstream.probe.Finding.Silent;
import dev.errata.proxy.upstream.probe.Finding.Stranger;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ModelServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static Finding look(ServerKind expected, int port) {
        return new ModelServers(List.of(Preset.local(expected, port)), LIMIT)
                .probe()
                .getFirst();
    }

    private static ServerKind kind(Finding finding) {
        return ((Ready) finding).kind();
    }

    @Test
    void knowsLlamaServer() throws IOException {
        try (FakeServer server = FakeServer.llama()) {
            Ready ready = (Ready) look(ServerKind.LLAMA_CPP, server.port());
            assertThat(ready).isEqualTo(new Ready(server.base(), ServerKind.LLAMA_CPP, "tiny.gguf", ""));
            assertThat(ready.upstream()).isEqualTo(new Upstream("llama.cpp", server.base(), null));
            assertThat(ready.real()).isTrue();
            assertThat(server.asked).containsExactly("GET /health", "GET /v1/models");
        }
    }

    @Test
    void knowsThatLlamaServerLoads() throws IOException {
        try (FakeServer server = FakeServer.llama().says("/health", 503, "{\"error\":{}}")) {
            assertThat(look(ServerKind.LLAMA_CPP, server.port()))
                    .isEqualTo(new Busy(server.base(), ServerKind.LLAMA_CPP, "it loads its model"));
        }
    }

    @Test
    void knowsThatLlamaServerWantsAKey() throws IOException {
        try (FakeServer server = FakeServer.llama().says("/v1/models", 401, "{\"error\":{}}")) {
            assertThat(look(ServerKind.LLAMA_CPP, server.port()))
                    .isEqualTo(new Ready(server.base(), ServerKind.LLAMA_CPP, null, "it asks for an API key"));
        }
    }

    @Test
    void knowsOllamaAndAsksNothingThatLoadsAModel() throws IOException {
        try (FakeServer server = FakeServer.ollama()) {
            assertThat(look(ServerKind.OLLAMA, server.port()))
                    .isEqualTo(new Ready(server.base(), ServerKind.OLLAMA, "qwen3:4b", ""));
            assertThat(server.asked).containsExactly("GET /api/version", "GET /api/tags");
        }
    }

    @Test
    void knowsLmStudioByOneQuestion() throws IOException {
        try (FakeServer server = FakeServer.lmStudio()) {
            assertThat(look(ServerKind.LM_STUDIO, server.port()))
                    .isEqualTo(new Ready(server.base(), ServerKind.LM_STUDIO, "gemma-3-4b", ""));
            assertThat(server.asked).containsExactly("GET /v1/models");
        }
    }

    @Test
    void knowsKoboldCppAndVllm() throws IOException {
        try (FakeServer kobold = new FakeServer(null);
                FakeServer vllm = new FakeServer("uvicorn")) {
            kobold.says("/api/extra/version", 200, "{\"result\":\"KoboldCpp\",\"version\":\"1.99\"}");
            kobold.says("/v1/models", 200, "{\"data\":[{\"id\":\"koboldcpp/gemma\",\"owned_by\":\"koboldcpp\"}]}");
            vllm.says("/v1/models", 200, "{\"data\":[{\"id\":\"Qwen/Qwen3-8B\",\"owned_by\":\"vllm\"}]}");
            assertThat(look(ServerKind.KOBOLDCPP, kobold.port()))
                    .isEqualTo(new Ready(kobold.base(), ServerKind.KOBOLDCPP, "koboldcpp/gemma", ""));
            assertThat(look(ServerKind.VLLM, vllm.port()))
                    .isEqualTo(new Ready(vllm.base(), ServerKind.VLLM, "Qwen/Qwen3-8B", ""));
            assertThat(kind(look(ServerKind.LM_STUDIO, kobold.port()))).isEqualTo(ServerKind.KOBOLDCPP);
            assertThat(vllm.asked).containsExactly("GET /v1/models");
        }
    }

    @Test
    void findsWhatIsReallyThereAtAnothersUsualPort() throws IOException {
        try (FakeServer ollama = FakeServer.ollama();
                FakeServer llama = FakeServer.llama();
                FakeServer other = FakeServer.lmStudio()) {
            assertThat(kind(look(ServerKind.LLAMA_CPP, ollama.port()))).isEqualTo(ServerKind.OLLAMA);
            assertThat(kind(look(ServerKind.LM_STUDIO, llama.port()))).isEqualTo(ServerKind.LLAMA_CPP);
            assertThat(kind(look(ServerKind.OLLAMA, llama.port()))).isEqualTo(ServerKind.LLAMA_CPP);
            assertThat(kind(look(ServerKind.OLLAMA, other.port()))).isEqualTo(ServerKind.OPENAI_LIKE);
        }
    }

    @Test
    void knowsErratasOwnPracticeServer() {
        try (PracticeServer practice = new PracticeServer(0)) {
            int port = ((PracticeServer.Started) practice.start()).port();
            Ready ready = (Ready) look(ServerKind.LLAMA_CPP, port);
            assertThat(ready.kind()).isEqualTo(ServerKind.PRACTICE);
            assertThat(ready.model()).isEqualTo("errata-practice");
            assertThat(ready.real()).isFalse();
        }
    }

    @Test
    void tellsAWebServerFromAModelServer() throws IOException {
        try (FakeServer server = new FakeServer("nginx")) {
            assertThat(look(ServerKind.LLAMA_CPP, server.port())).isInstanceOf(Stranger.class);
            server.says("/v1/models", 502, "bad gateway");
            assertThat(look(ServerKind.LLAMA_CPP, server.port()))
                    .isEqualTo(new Busy(server.base(), ServerKind.OTHER, "it answers with status 502"));
            server.says("/v1/models", 403, "no");
            assertThat(look(ServerKind.LLAMA_CPP, server.port()))
                    .isEqualTo(new Ready(server.base(), ServerKind.OPENAI_LIKE, null, "it asks for an API key"));
            server.says("/v1/models", 200, "{\"data\":[]}");
            assertThat(look(ServerKind.LLAMA_CPP, server.port()))
                    .isEqualTo(new Ready(server.base(), ServerKind.OPENAI_LIKE, null, "it names no model"));
        }
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(look(ServerKind.OLLAMA, free))
                .isEqualTo(new Silent(URI.create("http://127.0.0.1:" + free), false, "nothing listens there"));
    }

    @Test
    void doesNotWaitForOneThatNeverAnswers() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<Preset> presets = List.of(
                    Preset.local(ServerKind.OLLAMA, socket.getLocalPort()),
                    Preset.local(ServerKind.LLAMA_CPP, socket.getLocalPort()));
            long began = System.nanoTime();
            List<Finding> findings = new ModelServers(presets, Duration.ofMillis(200)).probe();
            assertThat(findings).hasSize(2).allMatch(finding -> finding instanceof Silent silent && silent.slow());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void doesNotWaitForABodyThatTrickles() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    String begun = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{";
                    connection.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // the prober has left, as it should
                }
            });
            Finding finding = new ModelServers(
                            List.of(Preset.local(ServerKind.OLLAMA, socket.getLocalPort())), Duration.ofMillis(200))
                    .probe()
                    .getFirst();
            assertThat(finding).isInstanceOf(Silent.class);
            assertThat(server.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void tellsOneThatDoesNotSpeakHttp() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var connection = socket.accept()) {
                    connection.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the test looks at the finding
                }
            });
            assertThat(look(ServerKind.OLLAMA, socket.getLocalPort())).isInstanceOfSatisfying(Silent.class, silent -> {
                assertThat(silent.slow()).isFalse();
                assertThat(silent.reason()).contains("does not speak HTTP");
            });
        }
    }

    @Test
    void leavesErratasOwnPortsOut() throws IOException {
        try (FakeServer one = FakeServer.llama();
                FakeServer own = FakeServer.llama()) {
            Preset ours = Preset.local(ServerKind.OLLAMA, own.port());
            Preset another = Preset.local(ServerKind.OLLAMA, one.port());
            ModelServers servers = new ModelServers(List.of(ours, another), LIMIT);
            assertThat(servers.probe(Set.of(own.port())))
                    .extracting(Finding::base)
                    .containsExactly(one.base());
            assertThat(own.asked).isEmpty();
        }
    }

    @Test
    void looksAtAnUpstreamWithItsKeyAndPrefix() throws IOException {
        try (FakeServer server = new FakeServer("llama.cpp")
                .says("/prefix/health", 200, "{}")
                .says("/prefix/v1/models", 200, "{\"data\":[{\"id\":\"m\"}]}")) {
            Upstream upstream = new Upstream("mine", server.base().resolve("/prefix/"), new Secret("k3y"));
            assertThat(new ModelServers(List.of(), LIMIT).look(upstream)).hasFieldOrPropertyWithValue("model", "m");
            assertThat(server.asked)
                    .containsExactly("GET /prefix/health Bearer k3y", "GET /prefix/v1/models Bearer k3y");
        }
    }

    @Test
    void keepsAKeyToItselfThatCannotBeSent() throws IOException {
        try (FakeServer server = FakeServer.llama()) {
            Upstream upstream = new Upstream("x", server.base(), new Secret("k3y\nx"));
            Finding finding = new ModelServers(List.of(), LIMIT).look(upstream);
            assertThat(finding).isInstanceOf(Silent.class);
            assertThat(finding.toString()).contains("API key").doesNotContain("k3y");
            assertThat(server.asked).isEmpty();
        }
    }

    @Test
    void saysThatAnAddressIsNotSecure() throws IOException {
        try (FakeServer server = FakeServer.llama()) {
            Upstream upstream = new Upstream("tls", URI.create("https://127.0.0.1:" + server.port()), null);
            assertThat(new ModelServers(List.of(), Duration.ofMillis(500)).look(upstream))
                    .isInstanceOf(Silent.class);
        }
    }

    @Test
    void looksAtTheUsualPorts() {
        assertThat(Preset.USUAL).extracting(Preset::port).containsExactly(11434, 8080, 9931, 1234, 5001, 8000);
        assertThat(ModelServers.USUAL_LIMIT).isLessThanOrEqualTo(Duration.ofMillis(800));
    }
}
