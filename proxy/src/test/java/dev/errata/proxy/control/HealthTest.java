package dev.errata.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.proxy.control.ControlClient.Answer;
import dev.errata.proxy.control.HealthReport.Component;
import dev.errata.proxy.control.HealthReport.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HealthTest {

    private static ControlClient with(boolean upstreamUp, String databaseFault, String journalFault, Status workers) {
        return new ControlClient(() -> new HealthReport(List.of(
                Component.proxy(Status.HEALTHY, "listens on 127.0.0.1:11435"),
                Component.upstream("llama.cpp", upstreamUp, upstreamUp ? "answers" : "nothing listens there"),
                Component.database(databaseFault),
                Component.journal(journalFault, 42),
                Component.workers(workers, "idle"))));
    }

    @Test
    void isHealthyWhenEveryPartIs() {
        Answer answer = with(true, "", "", Status.HEALTHY).get("/errata/health", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("healthy");
        var parts = answer.json().path("components");
        assertThat(parts.propertyNames())
                .containsExactlyInAnyOrder("proxy", "upstream:llama.cpp", "database", "journal", "workers");
        assertThat(parts.path("journal").path("status").stringValue()).isEqualTo("healthy");
        assertThat(parts.path("journal").path("detail").stringValue()).contains("42");
    }

    @Test
    void isDegradedAndServesWhenTheUpstreamIsAway() {
        ControlClient client = with(false, "", "", Status.HEALTHY);
        Answer answer = client.get("/errata/health", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("degraded");
        var upstream = answer.json().path("components").path("upstream:llama.cpp");
        assertThat(upstream.path("status").stringValue()).isEqualTo("degraded");
        assertThat(upstream.path("detail").stringValue()).isEqualTo("nothing listens there");
        assertThat(client.get("/errata/health/ready", null).status()).isEqualTo(200);
    }

    @Test
    void isUnhealthyWhenTheDatabaseCannotBeWritten() {
        unhealthy(with(true, "disk full", "", Status.HEALTHY), "database", "disk full");
    }

    @Test
    void isUnhealthyWhenTheJournalCannotBeWritten() {
        unhealthy(with(false, "", "no space left", Status.HEALTHY), "journal", "no space left");
    }

    private static void unhealthy(ControlClient client, String part, String reason) {
        Answer answer = client.get("/errata/health", null);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("unhealthy");
        assertThat(answer.json().path("components").path(part).path("status").stringValue())
                .isEqualTo("unhealthy");
        assertThat(answer.json().path("components").path(part).path("detail").stringValue())
                .isEqualTo(reason);
        assertThat(client.get("/errata/health/ready", null).status()).isEqualTo(503);
        assertThat(client.get("/errata/health/live", null).status()).isEqualTo(200);
    }

    @Test
    void isOnlyDegradedWhenTheWorkersAreDown() {
        Answer answer = with(true, "", "", Status.UNHEALTHY).get("/errata/health", null);
        assertThat(answer.json().path("status").stringValue()).isEqualTo("degraded");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void isAliveEvenIfNobodyCanSayHowItIs() {
        ControlClient client = new ControlClient((HealthSource) () -> {
            throw new IllegalStateException("not yet");
        });
        assertThat(client.get("/errata/health/live", null).status()).isEqualTo(200);
        assertThat(client.get("/errata/health", null).status()).isEqualTo(500);
    }

    @Test
    void needsAtLeastOneComponent() {
        assertThatThrownBy(() -> new HealthReport(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
