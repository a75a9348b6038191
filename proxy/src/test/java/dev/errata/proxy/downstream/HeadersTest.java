package dev.errata.proxy.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadersTest {

    @Test
    void findsThePathOfAnyRequestTarget() {
        assertThat(Headers.originForm("http://127.0.0.1:1/v1/x?a=b")).isEqualTo("/v1/x?a=b");
        assertThat(Headers.originForm("http://127.0.0.1:1")).isEqualTo("/");
        assertThat(Headers.originForm("/x?u=http://y")).isEqualTo("/x?u=http://y");
        assertThat(Headers.originForm("*")).isEqualTo("*");
        assertThat(Headers.path("//v1//x?a#b")).isEqualTo("//v1//x");
    }

    @Test
    void keepsTheBytesOfATarget() {
        assertThat(Headers.asSent("/p\u00c3\u00a4th")).isEqualTo("/päth");
        assertThat(Headers.asSent("/p\u00e4th")).isEqualTo("/p%E4th");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:80",
                "a.localhost:1",
                "127.0.0.1",
                "127.8.9.1:5",
                "[::1]:9",
                "localhost.",
                ""
            })
    void knowsThisMachine(String host) {
        assertThat(LoopbackName.inHeader(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::2]", "[::1", "10.0.0.1"})
    void knowsOthers(String host) {
        assertThat(LoopbackName.inHeader(host)).isFalse();
    }
}
