package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.blob.RawText;
import dev.errata.logs.blob.TextHash;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.MemoryRawTexts;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneSource;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What the keeper of raw texts gets of an exchange.
final class KeptRawTextTest {
    private final MemoryRawTexts keeper = new MemoryRawTexts();
    private final ExchangeRing ring = new ExchangeRing(new Fixed(), keeper);
    private final Exchange exchange = Fixed.exchange(ring, "E");

    private void pass(String lane, String raw) {
        exchange.passed(lane, raw, raw, List.of());
    }

    @Test
    void isAllThatAReplayNeeds() {
        exchange.read(true, true);
        exchange.model("m");
        exchange.guarded(Set.of(Policy.LOGPROBS, Policy.JSON));
        exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
        exchange.opened("0/code", new LaneSource(LaneForm.CODE, "java"));
        pass("0/text", "a\ud83d");
        pass("0/code", "\ude00b");
        pass("0/text", "\ude00c\ud83d");
        var unused = exchange.finish("completed");
        assertThat(keeper.texts)
                .containsExactly(new RawText(
                        "E",
                        ring.now(),
                        "test",
                        "openai-chat",
                        "m",
                        List.of("json", "logprobs"),
                        List.of(
                                new RawText.Lane("0/text", "text", "", "a\ud83d\ude00c\ud83d"),
                                new RawText.Lane("0/code", "code", "java", "\ude00b"))));
    }

    @Test
    void isWholeThoughTheWindowShowsLess() {
        exchange.read(true, true);
        exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
        String piece = "0123456789".repeat(100_000);
        for (int i = 0; i < 4; i++) {
            pass("0/text", piece);
        }
        ExchangeFinished end = exchange.finish("completed");
        String kept = keeper.texts.getFirst().lanes().getFirst().text();
        assertThat(kept.length()).isEqualTo(4_000_000);
        assertThat(TextHash.of(List.of(kept))).isEqualTo(end.rawSha256());
        assertThat(ring.detail("E").orElseThrow().lanes().getFirst().raw()).hasSize(1 << 20);
        assertThat(end.note()).isEmpty();
    }

    @Test
    void isNothingBeyondTheLimitAndTheNoteSaysSo() {
        for (List<String> lanes : List.of(List.of("0/text"), List.of("0/text", "1/text"))) {
            Exchange large = Fixed.exchange(ring, "L" + lanes.size());
            large.read(true, true);
            for (String lane : lanes) {
                large.opened(lane, LaneSource.of(LaneForm.TEXT));
                large.passed(lane, "x".repeat(Exchange.RAW_KEPT / lanes.size() + 1), "x", List.of());
            }
            assertThat(large.finish("completed").note()).contains("larger than 4 MiB");
        }
        assertThat(keeper.texts).isEmpty();
    }

    @Test
    void isNothingOfABodyThatPassedUnread() {
        exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
        pass("0/text", "text");
        exchange.read(false, true);
        exchange.unread(ByteBuffer.wrap(new byte[] {1}));
        var unused = exchange.finish("completed");
        assertThat(keeper.texts).isEmpty();
    }

    @Test
    void isNothingOfATextThatIsBrokenAllOver() {
        exchange.read(true, true);
        exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
        pass("0/text", "\ude00".repeat(10_001));
        assertThat(exchange.finish("completed").note()).contains("too broken to be kept");
        assertThat(keeper.texts).isEmpty();
    }
}
