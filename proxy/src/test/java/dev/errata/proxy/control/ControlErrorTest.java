package dev.errata.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

final class ControlErrorTest {

    @ParameterizedTest
    @EnumSource
    void hasOneShape(ControlError error) {
        var body = JsonMapper.shared().readTree(error.json("a \"quoted\" message"));
        assertThat(body.propertyNames()).containsExactly("error");
        assertThat(body.path("error").propertyNames()).containsExactly("code", "message", "hint");
        assertThat(body.path("error").path("message").stringValue()).isEqualTo("a \"quoted\" message");
        assertThat(error.code()).matches("[a-z]+(_[a-z]+)*");
        assertThat(error.status()).isBetween(400, 503);
        assertThat(error.meaning()).endsWith(".");
        assertThat(error.hint()).isNotBlank();
        assertThat(error.reply("x").status()).isEqualTo(error.status());
    }
}
