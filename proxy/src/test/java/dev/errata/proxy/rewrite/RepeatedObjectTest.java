package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.JsonRule;
import dev.errata.proxy.wire.Frame;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.LaneId;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Arguments that come as fragments of a string, and again as an object.
final class RepeatedObjectTest {

    private static final LaneId LANE = new LaneId(0, LaneKind.TOOL_ARGS, "tool/0");
    private static final String OBJECT = "{\"content\":\"a teh\"}";

    private final Fixed clock = new Fixed();
    private final Outbox out = new Outbox();
    private final Lanes lanes = new Lanes(
            Rules.of(JsonRule.of("teh", "\"the\""), "test", new RequestFacts(true, "m", Set.of())),
            Fixed.exchange(new ExchangeRing(clock), "X"),
            true);

    private String sent(String frame, Mark... marks) {
        List<Piece> pieces = lanes.accept(new Frame(List.of(marks), false, false, null));
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        var waiting = new Waiting(bytes, pieces, false, false, false, 0);
        out.clear();
        if (waiting.advance()) {
            waiting.send(out);
        }
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    private static Mark.Repeat object(String value) {
        return new Mark.Repeat(LANE, 5, 5 + value.length(), value, true);
    }

    @Test
    void isToldAgainAsItWasSent() {
        var call = new Mark.Call(LANE, "", "Write");
        sent("in:\"\"", call);
        lanes.accept(new Frame(List.of(new Mark.Text(LANE, 4, 4, OBJECT), new Mark.EndAll()), false, false, null))
                .forEach(piece -> {
                    assertThat(piece.advance(false)).isTrue();
                    assertThat(piece.send().text()).isEqualTo("{\"content\":\"a \\\"the\\\"\"}");
                });
        assertThat(sent("args:" + OBJECT + "}", object(OBJECT)))
                .isEqualTo("args:{\"content\":\"a \\\"the\\\"\"}}");
        String spaced = OBJECT.replace(":", ": ");
        assertThat(sent("args:" + spaced + "}", object(spaced)))
                .isEqualTo("args:{\"content\": \"a \\\"the\\\"\"}}");
    }

    @Test
    void isReadForItselfIfNothingCameBefore() {
        var call = new Mark.Call(LANE, "", "Write");
        assertThat(sent("args:" + OBJECT, call, object(OBJECT)))
                .isEqualTo("args:{\"content\":\"a \\\"the\\\"\"}");
    }
}
