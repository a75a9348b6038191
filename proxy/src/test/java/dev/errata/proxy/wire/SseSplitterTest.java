package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.wire.SseUnit.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseSplitterTest {

    private static List<SseUnit> split(String text, int cut) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var splitter = new SseSplitter();
        splitter.feed(bytes, 0, cut);
        splitter.feed(bytes, cut, bytes.length);
        var units = new ArrayList<SseUnit>();
        SseUnit unit = splitter.next();
        while (unit != null) {
            units.add(unit);
            unit = splitter.next();
        }
        SseUnit rest = splitter.rest();
        if (rest != null) {
            units.add(rest);
        }
        return units;
    }

    private static String text(SseUnit unit) {
        return new String(unit.bytes(), StandardCharsets.UTF_8);
    }

    private static String data(SseUnit unit) {
        return new String(unit.json(), unit.from(), unit.to() - unit.from(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: a\n\ndata: b\n\n",
                "data:a\r\n\r\n: ping\r\n\r\nevent: x\r\nid: 1\r\ndata: é\r\n\r\n",
                "data: a\r\rdata: b\r\r:c\r\r",
                "\uFEFFdata: a\n\n:\n\n:\n\n\n\ndata: [DONE]\n\n",
                "data: {\ndata: \"a\":1}\n\nretry: 5\n\ndata\n\ndata: no end",
                "data: x\r\r\ndata: y\r\n\n: c\rdata: z\n\r\n",
                "database: 1\n\ndata: last\r",
            })
    void cutsAtTheSamePlacesWhateverTheReads(String text) {
        List<String> whole = split(text, 0).stream().map(SseSplitterTest::text).toList();
        assertThat(String.join("", whole)).isEqualTo(text);
        for (int cut = 0; cut <= text.getBytes(StandardCharsets.UTF_8).length; cut++) {
            assertThat(split(text, cut).stream().map(SseSplitterTest::text))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void findsTheDataWhateverTheLineEnds() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            List<SseUnit> units = split("event: e" + end + "data: {\"a\":1}" + end + end + ":" + end + end, 0);
            assertThat(units.getFirst().kind()).isEqualTo(Kind.EVENT);
            assertThat(data(units.getFirst()).strip()).isEqualTo("{\"a\":1}");
            assertThat(units.stream().skip(1)).allMatch(unit -> unit.kind() == Kind.COMMENT);
        }
    }

    @Test
    void joinsDataOfSeveralLinesWithoutMovingAByte() {
        SseUnit unit = split("data: {\"a\":\ndata: 1}\n\n", 0).getFirst();
        assertThat(data(unit).replaceAll("\\s", "")).isEqualTo("{\"a\":1}");
        assertThat(unit.json()).hasSameSizeAs(unit.bytes());
    }

    @Test
    void passesACommentBeforeTheEventIsComplete() {
        var splitter = new SseSplitter();
        byte[] bytes = ":\n\n:x\n".getBytes(StandardCharsets.UTF_8);
        splitter.feed(bytes, 0, bytes.length);
        for (String expected : List.of(":\n", "\n", ":x\n")) {
            SseUnit unit = splitter.next();
            assertThat(unit).isNotNull();
            assertThat(unit == null ? "" : text(unit)).isEqualTo(expected);
        }
        assertThat(splitter.next()).isNull();
    }

    @Test
    void noticesALineWithoutAnEnd() {
        var splitter = new SseSplitter();
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < 8; i++) {
            splitter.feed(block, 0, block.length);
            assertThat(splitter.overlong()).isFalse();
        }
        splitter.feed(block, 0, 1);
        assertThat(splitter.overlong()).isTrue();
        assertThat(splitter.takeRaw()).hasSize((8 << 20) + 1);
    }
}
