package dev.errata.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "localhost", "LOCALHOST:11435", "127.0.0.1:11435", "127.1.2.3", "[::1]:80", "[fd00::2]",
                        "[fe80::1]",
                "192.168.1.5:1", "10.0.0.1", "172.16.0.1", "172.31.9.9", "box", "box:11435", "a.localhost", "box.local",
                "host.docker.internal:11435", "localhost."
            })
    void takesNamesThatNobodyOnTheWebCanOwn(String host) {
        assertThat(HostNames.local(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example", "127.0.0.1.evil.example", "evil.example:11435", "8.8.8.8", "172.32.0.1", "192.169.0.1",
                "[2001:db8::1]", "localhost.evil.com", "local.example", "1270.0.0.1", "127.0.0.256", "a b"
            })
    void refusesNamesOfTheWeb(String host) {
        assertThat(HostNames.local(host)).isFalse();
    }
}
