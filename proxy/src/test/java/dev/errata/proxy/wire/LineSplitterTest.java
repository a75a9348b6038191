package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineSplitterTest {

    private static List<SseUnit> split(String text, int cut) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var splitter = new LineSplitter();
        var units = new ArrayList<SseUnit>();
        splitter.feed(bytes, 0, cut);
        drain(splitter, units);
        splitter.feed(bytes, cut, bytes.length);
        drain(splitter, units);
        SseUnit rest = splitter.rest();
        if (rest != null) {
            units.add(rest);
        }
        return units;
    }

    private static void drain(LineSplitter splitter, List<SseUnit> units) {
        SseUnit unit = splitter.next();
        while (unit != null) {
            units.add(unit);
            unit = splitter.next();
        }
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
                "{\"a\":\"é😀\"}\n{\"b\":1}\n",
                "{\"a\":1}\r\n\r\n{\"b\":1}\r\n",
                "\uFEFF{\"a\":1}\n\n \n{\"b\":1}",
                "\n\n",
                "{\"a\":1}\n{\"b\":1}\r",
            })
    void cutsAtTheSamePlacesWhateverTheReads(String text) {
        List<String> whole = split(text, 0).stream().map(LineSplitterTest::text).toList();
        assertThat(String.join("", whole)).isEqualTo(text);
        for (int cut = 0; cut <= text.getBytes(StandardCharsets.UTF_8).length; cut++) {
            assertThat(split(text, cut).stream().map(LineSplitterTest::text))
                    .as("cut at %d", cut)
                    .isEqualTo(whole);
        }
    }

    @Test
    void findsTheJsonOfALine() {
        assertThat(split("\uFEFF {}\n{\"b\":1} \r\n\r\n[]", 0)).satisfiesExactly(
                unit -> assertThat(data(unit).strip()).isEqualTo("{}"),
                unit -> assertThat(data(unit)).isEqualTo("{\"b\":1}"),
                unit -> assertThat(unit.kind()).isEqualTo(SseUnit.Kind.OTHER),
                unit -> assertThat(data(unit)).isEqualTo("[]"));
    }

    @Test
    void givesBackWhatIsNoLineYet() {
        var splitter = new LineSplitter();
        byte[] bytes = "{}\n{\"a".getBytes(StandardCharsets.UTF_8);
        splitter.feed(bytes, 0, bytes.length);
        assertThat(splitter.next()).isNotNull();
        assertThat(splitter.next()).isNull();
        assertThat(splitter.takeRaw()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a");
        assertThat(splitter.rest()).isNull();
    }

    @Test
    void knowsWhenALineIsTooLong() {
        var splitter = new LineSplitter();
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 'x');
        for (int mebibytes = 0; mebibytes < 8; mebibytes++) {
            splitter.feed(bytes, 0, bytes.length);
            assertThat(splitter.next()).isNull();
            assertThat(splitter.overlong()).isFalse();
        }
        splitter.feed(bytes, 0, 1);
        assertThat(splitter.overlong()).isTrue();
    }
}
