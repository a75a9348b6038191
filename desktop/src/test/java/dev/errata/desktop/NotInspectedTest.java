package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Background;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What no codec reads is said to be so at every place where a person or a program may look; the window's words are in
/// its own test.
final class NotInspectedTest {
    private static final String NOTE = "not inspected: no codec for this wire";

    @TempDir
    private Path folder;

    @Test
    void anUnknownWireIsToldInTheHeaderTheJournalAndTheListOfExchanges() throws Exception {
        Path home = folder.resolve("home");
        ErrataRun errata = new ErrataRun(home);
        try (CannedServer server = new CannedServer("data: {\"said\":\"recieve\"}\n\n");
                HttpClient http = HttpClient.newHttpClient()) {
            Background serving = errata.start(
                    "serve", "--port", "0", "--upstream", server.base().toString());
            String address = serving.address();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + "/v9/speak"))
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("data: {\"said\":\"recieve\"}\n\n");
            assertThat(answer.headers().firstValue("x-errata-inspected")).hasValue("no");

            String token = Files.readString(home.resolve("owner-token")).strip();
            String exchanges = http.send(
                            HttpRequest.newBuilder(URI.create(address + "/errata/api/v1/exchanges"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(exchanges).contains("\"inspected\":false", NOTE);
            assertThat(errata.run("stop").code()).isZero();
            assertThat(serving.done().code()).isZero();
        }
        assertThat(errata.run("audit", "tail").out()).contains("inspected=false", NOTE);
    }
}
