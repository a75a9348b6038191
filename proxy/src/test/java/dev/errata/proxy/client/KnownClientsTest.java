package dev.errata.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.client.KnownClients.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KnownClientsTest {

    private final KnownClients clients = new KnownClients(List.of(
            new Known("ide", KnownClients.hash("errata-client-1")),
            new Known("ci", KnownClients.hash("errata-client-2"))));

    @Test
    void tellsWhoseATokenIs() {
        assertThat(clients.of("errata-client-2")).contains("ci");
        assertThat(clients.of("errata-client-3")).isEmpty();
        assertThat(clients.of("")).isEmpty();
        assertThat(KnownClients.NOBODY.of("errata-client-1")).isEmpty();
    }

    @Test
    void aHashIsNoToken() {
        assertThat(clients.of(KnownClients.hash("errata-client-1"))).isEmpty();
        assertThat(clients.toString()).doesNotContain(KnownClients.hash("errata-client-1"));
    }
}
