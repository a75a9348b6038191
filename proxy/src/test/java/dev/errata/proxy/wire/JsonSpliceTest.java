package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonSpliceTest {

    @Test
    void replacesOnlyTheGivenBytes() {
        String json = "{ \"a\" : \"x\", \"n\":4294967295 , \"b\":\"y\" }";
        int x = json.indexOf("x");
        int y = json.indexOf("y");
        byte[] out = JsonSplice.apply(
                json.getBytes(StandardCharsets.UTF_8),
                List.of(new JsonSplice(x, x + 1, "ä"), new JsonSplice(y, y + 1, "")));
        assertThat(new String(out, StandardCharsets.UTF_8))
                .isEqualTo("{ \"a\" : \"ä\", \"n\":4294967295 , \"b\":\"\" }");
    }

    @Test
    void putsAWholeValueInAsItIs() {
        String json = "{\"arguments\":{\"a\":\"x\"},\"b\":1}";
        int from = json.indexOf("{\"a\"");
        var splice = new JsonSplice(from, json.indexOf(",\"b"), "{\"a\":\"\\\"ä\"}", true);
        assertThat(new String(
                        JsonSplice.apply(json.getBytes(StandardCharsets.UTF_8), List.of(splice)),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"arguments\":{\"a\":\"\\\"ä\"},\"b\":1}");
    }

    @Test
    void escapesWhatMustBeAndNoMore() {
        assertThat(new String(JsonSplice.escape("a\"\\/\n\r\t\u0001é😀"), StandardCharsets.UTF_8))
                .isEqualTo("a\\\"\\\\/\\n\\r\\t\\u0001é😀");
    }

    @Test
    void writesHalfAPairAsTheServerDid() {
        assertThat(new String(JsonSplice.escape("x\ud83d"), StandardCharsets.UTF_8))
                .isEqualTo("x\\ud83d");
        assertThat(new String(JsonSplice.escape("\ude00y"), StandardCharsets.UTF_8))
                .isEqualTo("\\ude00y");
    }
}
