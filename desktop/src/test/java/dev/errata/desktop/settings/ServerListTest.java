package dev.errata.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerListTest {
    private static final String LINE =
            "qwen*, starcoder2 = http://127.0.0.1:8081; gpt-oss:20b = https://box:8000 KEY=BOX_KEY";

    @TempDir
    private Path home;

    private Settings with(String text) throws IOException {
        Path file = home.resolve("errata.toml");
        Files.writeString(file, text);
        return Settings.read(file);
    }

    @Test
    void aLineIsReadAndWrittenInOneForm() {
        ServerList list = ServerList.read(" qwen* ,starcoder2=http://127.0.0.1:8081/ ;\tgpt-oss:20b = https://box:8000"
                        + "  KEY = BOX_KEY;")
                .orElseThrow();
        assertThat(list.text()).isEqualTo(LINE);
        assertThat(list.entries().getFirst())
                .isEqualTo(new ServerList.Entry(List.of("qwen*", "starcoder2"), "http://127.0.0.1:8081", ""));
        assertThat(ServerList.read("").orElseThrow().entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qwen",
                "= http://h:1",
                "a,,b = http://h:1",
                "qwen = ftp://h:1",
                "qwen = http://user@h:1",
                "qwen = http://h:1 TOKEN=X",
                "qwen = http://h:1 http://h:2"
            })
    void whatIsNoListIsRefused(String text) {
        assertThat(ServerList.read(text)).isEmpty();
    }

    @Test
    void anArrayOfTablesIsTheSameAsTheLine() throws IOException {
        Settings settings = with(
                """
                upstream = "http://127.0.0.1:8080"

                [[upstreams]]
                models = ["qwen*", "starcoder2"]
                url = "http://127.0.0.1:8081"

                [[upstreams]]
                models = "gpt-oss:20b"
                url = "https://box:8000"
                api-key-env = "BOX_KEY"
                """);
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.value(Setting.UPSTREAMS)).isEqualTo(LINE);
        assertThat(settings.value(Setting.UPSTREAM)).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void aWrongTableKeepsTheOldValueAndNamesTheFault() throws IOException {
        Settings settings = with("[[upstreams]]\nmodel = \"qwen\"\nurl = \"http://127.0.0.1:8081\"\n");
        assertThat(settings.value(Setting.UPSTREAMS)).isEmpty();
        assertThat(settings.warnings()).singleElement().asString().contains("the unknown key model");
    }

    @Test
    void theLineCanBeSetAndTablesAreLeftToTheirPerson() throws IOException {
        assertThat(with("port = 1\n").set(Setting.UPSTREAMS, LINE)).isEqualTo(new SetResult.Changed(LINE, true));
        assertThat(Settings.read(home.resolve("errata.toml")).value(Setting.UPSTREAMS))
                .isEqualTo(LINE);
        String tables = "[[upstreams]]\nmodels = [\"a\"]\nurl = \"http://127.0.0.1:8081\"\n";
        assertThat(with(tables).set(Setting.UPSTREAMS, LINE)).isInstanceOf(SetResult.Refused.class);
        assertThat(Files.readString(home.resolve("errata.toml"))).isEqualTo(tables);
        assertThat(with(tables).set(Setting.PORT, "7")).isEqualTo(new SetResult.Changed("7", true));
    }
}
