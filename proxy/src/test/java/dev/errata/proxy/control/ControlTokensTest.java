package dev.errata.proxy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ControlTokensTest {

    @Test
    void neverShowsItself() {
        ControlTokens tokens = new ControlTokens(ControlClient.OWNER, ControlClient.AGENT);
        assertThat(tokens.toString()).doesNotContain(ControlClient.OWNER).doesNotContain(ControlClient.AGENT);
    }

    @Test
    void refusesATokenThatIsNoSecret() {
        assertThatThrownBy(() -> new ControlTokens("short", ControlClient.AGENT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ControlTokens(ControlClient.OWNER, ControlClient.OWNER))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
