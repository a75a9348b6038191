package dev.errata.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KindTest {
    @ParameterizedTest
    @EnumSource(Setting.class)
    void everyStandardValueIsCanonical(Setting setting) {
        assertThat(setting.kind().canonical(setting.standard())).contains(setting.standard());
        assertThat(setting.description()).endsWith(".");
        assertThat(setting.kind().name()).isNotEmpty();
        assertThat(setting.kind().bounds()).isNotEmpty();
        assertThat(Setting.of(setting.key())).contains(setting);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x",
                "http://",
                "http://u:p@h",
                "http://h/?q",
                "http://h/#f",
                "h:80",
                "http://h:99999",
                "a b"
            })
    void whatIsNoModelServersAddressIsRefused(String text) {
        assertThat(new Kind.Address().canonical(text)).isEmpty();
    }

    @Test
    void aSizeIsWrittenInItsLargestWholeUnit() {
        var size = new Kind.Size(1 << 20, 1L << 40);
        for (String same : new String[] {"512 MB", "512mb", "512M", "536870912", "524288 KB", "536870912 B"}) {
            assertThat(size.canonical(same)).contains("512 MB");
        }
        assertThat(size.canonical("1 TB")).contains("1 TB");
        assertThat(size.canonical("2 TB")).isEmpty();
        assertThat(size.canonical("1 KB")).isEmpty();
        assertThat(size.canonical("999999999999999 TB")).isEmpty();
        assertThat(size.canonical("many")).isEmpty();
        assertThat(size.bounds()).isEqualTo("1 MB to 1 TB");
        assertThat(Kind.Size.bytes("512 MB")).isEqualTo(512L << 20);
    }

    @Test
    void anAddressLosesItsLastSlash() {
        assertThat(new Kind.Address().canonical(" https://h/v1/ ")).contains("https://h/v1");
    }

    @Test
    void aHeaderNamesTheVariableOfItsValueAndNeverTheValue() {
        var headers = new Kind.Variables();
        assertThat(headers.canonical(" x-key = KEY,Authorization=MY_TOKEN "))
                .contains("x-key=KEY, Authorization=MY_TOKEN");
        assertThat(headers.canonical("")).contains("");
        for (String wrong : new String[] {"Authorization=Bearer abc", "x-key", "=KEY", "a b=KEY", "x=KEY,", "x=9"}) {
            assertThat(headers.canonical(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void aSwitchTakesTheUsualWords() {
        assertThat(new Kind.Flag().canonical("ON")).contains("true");
        assertThat(new Kind.Flag().canonical("no")).contains("false");
        assertThat(new Kind.Flag().canonical("maybe")).isEmpty();
    }

    @Test
    void aTextStaysInOneLine() {
        assertThat(new Kind.Line("x").canonical("a\nb")).isEmpty();
        assertThat(new Kind.Line("x").toml("a\"b\\c")).isEqualTo("\"a\\\"b\\\\c\"");
    }

    @Test
    void theNearestKeyIsFound() {
        assertThat(Setting.nearest("loglevel")).isEqualTo(Setting.LOG_LEVEL);
        assertThat(Setting.nearest("upstrem")).isEqualTo(Setting.UPSTREAM);
    }
}
