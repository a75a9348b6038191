package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonSpliceTest {

    @Test
    void replacesOnlyTheGivenBytes() {
        byte[] bytes = "{ \"a\" : \"x\", \"n\":4294967295 , \"b\":\"y\" }".getBytes(StandardCharsets.UTF_8);
        byte[] out = JsonSplice.apply(bytes, List.of(new JsonSplice(9, 10, "ä"), new JsonSplice(36, 37, "")));
        assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo("{ \"a\" : \"ä\", \"n\":4294967295 , \"b\":\"\" }");
    }

    @Test
    void escapesWhatMustBeAndNoMore() {
        assertThat(new String(JsonSplice.escape("a\"\\/\n\r\t\u0001é😀"), StandardCharsets.UTF_8))
                .isEqualTo("a\\\"\\\\/\\n\\r\\t\\u0001é😀");
    }

    @Test
    void writesHalfAPairAsTheServerDid() {
        assertThat(new String(JsonSplice.escape("x\ud83d"), StandardCharsets.UTF_8)).isEqualTo("x\\ud83d");
        assertThat(new String(JsonSplice.escape("\ude00y"), StandardCharsets.UTF_8)).isEqualTo("\\ude00y");
    }
}
