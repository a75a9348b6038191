package dev.errata.proxy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.proxy.wire.Frame.Mark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KoboldCppTest {

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Frame event(String json) throws WireException {
        byte[] bytes = bytes(json);
        return KoboldCpp.WIRE.event(bytes, 0, bytes.length);
    }

    private static List<String> texts(Frame frame) {
        return frame.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .map(text -> text.lane().label() + "=" + text.value())
                .toList();
    }

    @Test
    void locatesTheTokenAndKnowsTheEnd() throws Exception {
        Frame token = event("{'token':'x','finish_reason':null}");
        assertThat(texts(token)).containsExactly("0/text=x");
        assertThat(token.divisible()).isTrue();
        Frame last = event("{'token':'.','finish_reason':'stop'}");
        assertThat(texts(last)).containsExactly("0/text=.");
        assertThat(last.marks()).last().isEqualTo(new Mark.EndAll());
        assertThat(last.terminal()).isTrue();
        assertThat(last.divisible()).isFalse();
        assertThat(event("{'token':'','finish_reason':null}")).isEqualTo(Frame.SILENT);
    }

    @Test
    void readsTheResultsOfAWholeAnswer() throws Exception {
        Frame frame = KoboldCpp.WIRE.document(
                bytes("{'results':[{'text':'a','finish_reason':'stop'},{'text':''},{'text':'c','logprobs':null}]}"));
        assertThat(texts(frame)).containsExactly("0/text=a", "2/text=c");
        assertThat(KoboldCpp.WIRE.document(bytes("{'results':[]}"))).isEqualTo(Frame.SILENT);
        assertThatThrownBy(() -> KoboldCpp.WIRE.document(bytes("{'text':'a'}"))).isInstanceOf(WireException.class);
    }

    @Test
    void isChosenByThePath() {
        for (String path : List.of("/api/v1/generate", "/api/extra/generate/stream", "/api/extra/generate/check")) {
            assertThat(Wire.of("POST", path)).as(path).isEqualTo(KoboldCpp.WIRE);
        }
        assertThat(Wire.of("GET", "/api/extra/generate/check")).isEqualTo(KoboldCpp.WIRE);
        assertThat(Wire.of("GET", "/api/v1/generate")).isEqualTo(Wire.Unread.WIRE);
        assertThat(Wire.of("POST", "/api/extra/abort")).isEqualTo(Wire.Unread.WIRE);
    }
}
