package dev.errata.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost", "https://localhost:3000", "http://127.0.0.1:8080", "http://0.0.0.0:1",
                        "https://[::1]",
                "HTTP://LOCALHOST:5173", "app://obsidian.md", "file://", "tauri://localhost", "vscode-webview://1a2b",
                "vscode-file://vscode-app"
            })
    void letsPagesOfThisMachineAndAppsIn(String origin) {
        assertThat(Origins.USUAL.allows(origin, "127.0.0.1:11435")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "",
                "http://localhost.evil.example",
                "http://localhost:80@evil.example",
                "http://127.0.0.1.evil.example",
                "https://evil.example/app://x",
                "chrome-extension://abc",
                "http://[::2]",
                "http://localhost:80:80"
            })
    void keepsOthersOut(String origin) {
        assertThat(Origins.USUAL.allows(origin, "127.0.0.1:11435")).isFalse();
    }

    @Test
    void letsAPageUseThePortThatServedIt() {
        assertThat(Origins.USUAL.allows("https://box.lan:11435", "box.lan:11435"))
                .isTrue();
        assertThat(Origins.USUAL.allows("https://box.lan", "box.lan:11435")).isFalse();
    }

    @Test
    void letsInWhatTheSettingNames() {
        var origins = new Origins(List.of("https://*.mine.example", "chrome-extension://*"));
        assertThat(origins.allows("https://a.mine.example", "")).isTrue();
        assertThat(origins.allows("chrome-extension://abc", "")).isTrue();
        assertThat(origins.allows("https://mine.example", "")).isFalse();
        assertThat(new Origins(List.of("*")).allows("null", "")).isTrue();
    }
}
