package dev.errata.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

final class ControlErrorTest {

    @ParameterizedTest
    @EnumSource
    void hasOneShape(ControlError error) {
        var body = JsonMapper.shared().readTree(error.json("a \"quoted\" message"));
        assertThat(body.propertyNames()).containsExactly("error");
        assertThat(body.path("error").propertyNames())
                .containsExactly("code", "name", "message", "hint", "severity", "fault", "recoverable");
        assertThat(body.path("error").path("message").stringValue()).isEqualTo("a \"quoted\" message");
        assertThat(error.code()).matches("ERR-API-\\d{3}");
        assertThat(body.path("error").path("code").stringValue()).isEqualTo(error.code());
        assertThat(body.path("error").path("name").stringValue())
                .isEqualTo(error.name().toLowerCase(Locale.ROOT));
        assertThat(error.status()).isBetween(400, 503);
        assertThat(error.reply("x").status()).isEqualTo(error.status());
    }
}
