package dev.errata.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.client.ByClient.Row;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PerClientTest {
    @Test
    void readsRowsInTheirOrder() {
        assertThat(PerClient.levels("private* =OFF;; ci = metadata ;").orElseThrow())
                .containsExactly(new Row<>("private*", CaptureLevel.OFF), new Row<>("ci", CaptureLevel.METADATA));
        assertThat(PerClient.limits("ci = 60/2").orElseThrow())
                .containsExactly(new Row<>("ci", new ClientLimit(60, 2)));
        assertThat(new Kind.Levels().canonical("private* =OFF;; ci = metadata ;"))
                .contains("private* = off; ci = metadata");
        assertThat(new Kind.Limits().canonical(" ci=60 / 2")).contains("ci = 60/2");
        assertThat(new Kind.Limits().canonical("")).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci", "= off", "ci = some", "ci = off; x", "ci off"})
    void refusesWhatIsNoTable(String text) {
        assertThat(new Kind.Levels().canonical(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci = 5", "ci = -1/2", "ci = 10001/1", "ci = 1/1001", "ci = a/b"})
    void refusesWhatIsNoLimit(String text) {
        assertThat(new Kind.Limits().canonical(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "::1", "[::1]", "0.0.0.0", "::", "box.lan", "192.168.1.5", "fd00::2"})
    void takesNamesAndAddressesAsAHost(String text) {
        assertThat(new Kind.Host().canonical(text)).contains(text.replaceAll("[\\[\\]]", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://x", "x/y", "x:80", "-x"})
    void refusesWhatIsNoHost(String text) {
        assertThat(new Kind.Host().canonical(text)).isEmpty();
    }
}
