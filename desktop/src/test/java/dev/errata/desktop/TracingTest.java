package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traces in a house that runs, from the setting to the collector.
final class TracingTest {

    @TempDir
    private Path folder;

    private static String ask(HttpClient http, String address) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                                .POST(BodyPublishers.ofString("{\"stream\":true,\"model\":\"qwen3\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("x-errata-exchange")
                .orElseThrow();
    }

    @Test
    void aSettingSendsTracesAtRunTimeAndClearedItEndsThem() throws Exception {
        ErrataRun errata = new ErrataRun(folder.resolve("home"));
        String said = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hush\"}}]}\n\ndata: [DONE]\n\n";
        try (CannedServer server = new CannedServer(said);
                FakeCollector collector = new FakeCollector();
                HttpClient http = HttpClient.newHttpClient()) {
            Background serving = errata.start(
                    "serve", "--port", "0", "--upstream", server.base().toString());
            String address = serving.address();
            String before = ask(http, address);
            assertThat(errata.run(
                                    "config",
                                    "set",
                                    "traces.endpoint",
                                    collector.base().toString())
                            .code())
                    .isZero();
            String traced = ask(http, address);
            ErrataRun.await("a trace", () -> collector.told().contains(traced));
            assertThat(errata.run("config", "set", "traces.endpoint", "").code())
                    .isZero();
            String after = ask(http, address);
            assertThat(errata.run("stop").code()).isZero();
            assertThat(serving.done().code()).isZero();
            assertThat(collector.told())
                    .startsWith("POST /v1/traces HTTP/1.1\r\n")
                    .contains("chat qwen3", "gen_ai.request.model", "openai-chat")
                    .doesNotContain("hush")
                    .doesNotContain(before)
                    .doesNotContain(after);
        }
    }

    @Test
    void aHeadersValueComesFromTheEnvironmentAlone() {
        Settings settings = Settings.read(folder.resolve("errata.toml"));
        Messages messages = new Messages();
        settings.set(Setting.TRACES_ENDPOINT, "http://127.0.0.1:9", "test");
        settings.set(Setting.TRACES_HEADERS, "x-key = KEY, x-gone = GONE", "test");
        try (Tracing tracing = new Tracing(settings, Map.of("KEY", "open sesame"), messages)) {
            assertThat(tracing.meter()).isNotNull();
            assertThat(messages.all())
                    .singleElement()
                    .satisfies(message -> assertThat(message.text())
                            .contains("GONE", "without the header x-gone")
                            .doesNotContain("sesame"));
            assertThat(settings.value(Setting.TRACES_HEADERS)).isEqualTo("x-key=KEY, x-gone=GONE");
            settings.set(Setting.TRACES_HEADERS, "", "test");
            tracing.apply();
            assertThat(messages.all()).isEmpty();
        }
    }
}
