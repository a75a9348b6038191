package dev.errata.proxy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class VisibleTest {

    @Test
    void drawsEveryTextOfATree() {
        var tree = JsonMapper.shared().readTree("{\"a\":[\"\\u202e\",1,{\"b\":\"\\u001b\"}],\"c\":null,\"d\":true}");

        assertThat(Visible.draw(tree).toString())
                .isEqualTo("{\"a\":[\"<U+202E>\",1,{\"b\":\"<U+001B>\"}],\"c\":null,\"d\":true}");
    }
}
