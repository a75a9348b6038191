package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several model servers in a house that runs, from the setting to the client.
final class SeveralServersTest {
    private static final String END = "data: [DONE]\n\n";

    @TempDir
    private Path folder;

    private final CannedServer standard = new CannedServer(said("standard") + END);
    private final CannedServer coder = new CannedServer(said("coder") + END);
    private final HttpClient http = HttpClient.newHttpClient();

    private static String said(String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
    }

    @AfterEach
    void close() {
        standard.close();
        coder.close();
        http.close();
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String ask(String address, String model) {
        return send(HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                .POST(BodyPublishers.ofString("{\"stream\":true,\"model\":\"" + model + "\"}")));
    }

    private String get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    private ErrataRun errata() {
        return new ErrataRun(folder.resolve("home"));
    }

    @Test
    void aSettingSendsModelsToTheirServerAtRunTime() {
        Background serving = errata().start(
                        "serve", "--port", "0", "--upstream", standard.base().toString());
        String address = serving.address();
        assertThat(ask(address, "qwen3")).contains("standard");

        String line = "qwen* = " + coder.base();
        assertThat(errata().run("config", "set", "upstreams", line).code()).isZero();
        assertThat(ask(address, "qwen3")).contains("coder");
        assertThat(ask(address, "llama")).contains("standard");
        assertThat(errata().run("status").out()).contains("by model", coder.base().toString());
        assertThat(errata().run("doctor").out()).contains("for qwen*: ");
        ErrataRun.await("both to be looked at", () -> {
            String health = get(address + "/errata/health");
            return health.contains("upstream:" + coder.base().getAuthority())
                    && health.contains(standard.base().toString());
        });

        assertThat(errata().run("config", "set", "upstreams", "").code()).isZero();
        assertThat(ask(address, "qwen3")).contains("standard");
        assertThat(get(address + "/errata/health"))
                .doesNotContain(coder.base().getAuthority());
        assertThat(errata().run("stop").code()).isZero();
        assertThat(serving.done().code()).isZero();
    }

    @Test
    void aServerThatIsGoneIsLeftAloneAndEveryPlaceSaysWhy() {
        assertThat(errata().run("config", "set", "breaker.failures", "2").code())
                .isZero();
        assertThat(errata().run("config", "set", "upstream-retries", "0").code())
                .isZero();
        String gone = coder.base().toString();
        assertThat(errata().run("config", "set", "upstreams", "qwen* = " + gone).code())
                .isZero();
        coder.close();
        Background serving = errata().start(
                        "serve", "--port", "0", "--upstream", standard.base().toString());
        String address = serving.address();
        for (int i = 0; i < 2; i++) {
            assertThat(ask(address, "qwen3")).contains("cannot be reached");
        }
        assertThat(ask(address, "qwen3")).contains("leaves it alone for");
        assertThat(ask(address, "llama")).contains("standard");
        assertThat(get(address + "/errata/health")).contains("degraded", "left alone for", "it cannot be reached");
        assertThat(errata().run("status").out()).contains("left alone for");
        assertThat(errata().run("audit", "tail").out()).contains("breaker.moved");
        assertThat(get(address + "/errata/metrics"))
                .contains("errata_upstream_circuit{upstream=\"" + gone + "\"} 2.0")
                .contains("errata_exchanges_total{outcome=\"completed\"");
        assertThat(errata().run("stop").code()).isZero();
        assertThat(serving.done().code()).isZero();
    }
}
