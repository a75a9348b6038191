package dev.errata.desktop.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.home.ClientBook.Client;
import dev.errata.desktop.home.ClientBook.Given;
import dev.errata.desktop.home.ClientBook.Refused;
import dev.errata.desktop.home.ClientBook.Removed;
import dev.errata.desktop.home.ClientBook.Unkept;
import dev.errata.desktop.home.ClientBook.Unknown;
import dev.errata.proxy.client.KnownClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientBookTest {
    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

    private ClientBook book() {
        return ClientBook.open(new Home(folder), new SecureRandom(), now::get, KnownClients.PREFIX, KnownClients::hash);
    }

    @Test
    void keepsTheHashAndNeverTheToken() throws IOException {
        Given given = (Given) book().add("ide");
        assertThat(given.token()).startsWith(KnownClients.PREFIX).hasSize(KnownClients.PREFIX.length() + 64);
        assertThat(given.toString()).doesNotContain(given.token());
        Path file = folder.resolve("clients.json");
        assertThat(Files.readString(file))
                .doesNotContain(given.token())
                .contains(KnownClients.hash(given.token()), "2026-01-01T00:00:00Z");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(book().all()).containsExactly(given.client());
    }

    @Test
    void anotherTokenTakesTheOldOnesPlace() {
        ClientBook book = book();
        Given first = (Given) book.add("ide");
        now.set(now.get().plusSeconds(60));
        Given second = (Given) book.rotate("ide");
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(book.all())
                .containsExactly(new Client(
                        "ide", KnownClients.hash(second.token()), first.client().created(), now.get()));
        assertThat(book.remove("ide")).isEqualTo(new Removed("ide"));
        assertThat(book().all()).isEmpty();
        assertThat(book.rotate("ide")).isEqualTo(new Unknown("ide"));
        assertThat(book.remove("ide")).isEqualTo(new Unknown("ide"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "-a", "a=b", "a;b", "ü", "a/b", "IDE", "12345678901234567890123456789012345678901"})
    void refusesNamesThatMislead(String id) {
        ClientBook book = book();
        assertThat(book.add("ide")).isInstanceOf(Given.class);
        assertThat(book.add(id)).isInstanceOf(Refused.class);
        assertThat(book.all()).hasSize(1);
    }

    @Test
    void aDamagedFileIsLeftAloneAndTheClientsStay() throws IOException {
        ClientBook book = book();
        Given given = (Given) book.add("ide");
        Files.writeString(folder.resolve("clients.json"), "{\"clients\":[{\"id\":\"ide\"}]}");
        assertThat(book.refresh()).isTrue();
        assertThat(book.refresh()).isFalse();
        assertThat(book.all()).containsExactly(given.client());
        assertThat(book.fault()).contains("clients.json");
        assertThat(book.add("other")).isInstanceOf(Unkept.class);
        assertThat(Files.readString(folder.resolve("clients.json"))).isEqualTo("{\"clients\":[{\"id\":\"ide\"}]}");
        Files.delete(folder.resolve("clients.json"));
        assertThat(book.add("other")).isInstanceOf(Given.class);
        assertThat(book.fault()).isEmpty();
    }
}
