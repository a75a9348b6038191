package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.RewriteEntry;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.rules.Matcher;
import dev.errata.rules.Rule;
import dev.errata.rules.Rule.Mode;
import dev.errata.rules.Scope;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ExchangeRingTest {

    private final Fixed clock = new Fixed();

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void showsTheNewestFirstAndForgetsTheOldest() {
        var ring = new ExchangeRing(clock, 3, 1 << 20);
        for (int i = 0; i < 5; i++) {
            assertThat(Fixed.exchange(ring, "E" + i).id()).isEqualTo("E" + i);
        }
        assertThat(ring.recent(2)).extracting(ExchangeSnapshot::id).containsExactly("E4", "E3");
        assertThat(ring.recent(9)).extracting(ExchangeSnapshot::id).containsExactly("E4", "E3", "E2");
        assertThat(ring.detail("E1")).isEmpty();
        assertThat(ring.started()).isEqualTo(5);
    }

    @Test
    void risesItsRevisionWithEveryChange() {
        var ring = new ExchangeRing(clock);
        Exchange exchange = Fixed.exchange(ring, "E");
        long before = ring.revision();
        clock.pass(Duration.ofMillis(30));
        exchange.answered(200);
        assertThat(ring.revision()).isGreaterThan(before);
        ExchangeSnapshot now = ring.recent(1).getFirst();
        assertThat(now.phase()).isEqualTo(Phase.STREAMING);
        assertThat(now.firstByteMillis()).isEqualTo(30);
        assertThat(now.firstTokenMillis()).isEqualTo(-1);
        assertThat(now.revision()).isEqualTo(ring.revision());
    }

    @Test
    void tellsShadowFromDetectOnlyAndRecordsSoManyOfThem() {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "E");
        exchange.read(true, true);
        exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
        exchange.observed("0/text", List.of(match(Mode.SHADOW), match(Mode.ENFORCE)));
        exchange.observed("0/text", Collections.nCopies(10_001, match(Mode.SHADOW)));
        ExchangeFinished end = exchange.finish("completed");
        assertThat(end.observed())
                .hasSize(10_000)
                .extracting(RewriteEntry::shadow)
                .startsWith(true, false, true);
        assertThat(end.note()).contains("more matches were only observed than are recorded");
        assertThat(exchange.snapshot().observed()).isEqualTo(10_003);
    }

    private static Rewrite match(Mode mode) {
        var rule = new Rule(
                1,
                "own",
                new Matcher.Literal("a", true),
                null,
                0,
                EnumSet.allOf(Scope.class),
                null,
                null,
                null,
                mode,
                0,
                256,
                Rule.OnError.OPEN,
                Set.of(),
                null);
        return new Rewrite(rule, new Span(0, 1), "a", null, 1);
    }

    @Test
    void hashesLanesInOrderOfFirstAppearanceThoughTheyTakeTurns() throws Exception {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "E");
        exchange.read(true, true);
        exchange.opened("1/text", LaneSource.of(LaneForm.TEXT));
        exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
        exchange.passed("1/text", "b\ud83d", "B\ud83d", List.of());
        exchange.passed("0/text", "a", "A", List.of());
        exchange.passed("1/text", "\ude00", "\ude00", List.of());
        exchange.passed("0/text", "é\ud83d", "É", List.of());
        ExchangeFinished end = exchange.finish("completed");
        assertThat(end.rawSha256()).isEqualTo(sha256("b😀\0aé?"));
        assertThat(end.sentSha256()).isEqualTo(sha256("B😀\0AÉ"));
    }

    @Test
    void hashesTheBytesOfAnUnreadBody() throws Exception {
        Exchange exchange = Fixed.exchange(new ExchangeRing(clock), "E");
        exchange.unread(ByteBuffer.wrap("ab".getBytes(StandardCharsets.UTF_8)));
        exchange.unread(ByteBuffer.wrap("c".getBytes(StandardCharsets.UTF_8)));
        ExchangeFinished end = exchange.finish("completed");
        assertThat(end.rawSha256()).isEqualTo(sha256("abc")).isEqualTo(end.sentSha256());
    }

    @Test
    void cutsLongTextsButHashesAllOfThem() throws Exception {
        var ring = new ExchangeRing(clock);
        Exchange exchange = Fixed.exchange(ring, "E");
        exchange.read(true, true);
        String piece = "0123456789".repeat(60_000);
        for (String lane : List.of("0/text", "1/text")) {
            exchange.opened(lane, LaneSource.of(LaneForm.TEXT));
            exchange.passed(lane, piece, piece, List.of());
            exchange.passed(lane, piece, piece, List.of());
        }
        ExchangeFinished end = exchange.finish("completed");
        exchange.phase(Phase.COMPLETED);
        assertThat(end.rawSha256()).isEqualTo(sha256(piece + piece + "\0" + piece + piece));
        ExchangeDetail detail = ring.detail("E").orElseThrow();
        assertThat(detail.truncated()).isTrue();
        assertThat(detail.lanes()).allSatisfy(lane -> assertThat(lane.raw()).hasSize(1 << 20));
    }

    @Test
    void forgetsOldTextsBeforeItTakesTooMuchMemory() {
        var ring = new ExchangeRing(clock, 10, 10_000);
        Exchange living = Fixed.exchange(ring, "living");
        living.opened("0/text", LaneSource.of(LaneForm.TEXT));
        living.passed("0/text", "x".repeat(3_000), "y", List.of());
        for (int i = 0; i < 5; i++) {
            Exchange exchange = Fixed.exchange(ring, "E" + i);
            exchange.request("ask".getBytes(StandardCharsets.UTF_8), 0, 3);
            exchange.opened("0/text", LaneSource.of(LaneForm.TEXT));
            exchange.passed("0/text", "x".repeat(3_000), "y", List.of());
            assertThat(exchange.finish("completed").outcome()).isEqualTo("completed");
            exchange.phase(Phase.COMPLETED);
        }
        assertThat(ring.detail("E0").orElseThrow().lanes()).isEmpty();
        assertThat(ring.detail("E0").orElseThrow().truncated()).isTrue();
        assertThat(ring.detail("E4").orElseThrow().lanes()).hasSize(1);
        assertThat(ring.detail("E4").orElseThrow().request()).isEqualTo("ask");
        assertThat(ring.detail("living").orElseThrow().lanes()).hasSize(1);
    }

    @Test
    void showsNoHalfCharacter() {
        var bytes = new GrowingBytes();
        byte[] text = "aé€😀".getBytes(StandardCharsets.UTF_8);
        String[] shown = {"", "a", "a", "aé", "aé", "aé", "aé€", "aé€", "aé€", "aé€", "aé€😀"};
        for (int i = 0; i < text.length; i++) {
            assertThat(bytes.text()).as("%d bytes", i).isEqualTo(shown[i]);
            assertThat(bytes.append(text, i, i + 1, 100)).isTrue();
        }
        assertThat(bytes.text()).isEqualTo("aé€😀");
        assertThat(bytes.append(text, 0, 1, 10)).isFalse();
        bytes.trim(1);
        assertThat(bytes.text()).isEqualTo("a");
        assertThat(bytes.capacity()).isEqualTo(bytes.length());
    }
}
