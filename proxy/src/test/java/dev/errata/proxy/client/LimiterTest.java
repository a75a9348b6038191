package dev.errata.proxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.client.Limiter.Entered;
import dev.errata.proxy.client.Limiter.Full;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LimiterTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final Limiter limiter = new Limiter(now::get);

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void countsRequestsWithinAnyMinute() {
        var three = new ClientLimit(3, 0);
        assertThat(limiter.enter("ide", three)).isInstanceOf(Entered.class);
        pass(20);
        assertThat(limiter.enter("ide", three)).isInstanceOf(Entered.class);
        assertThat(limiter.enter("ide", three)).isInstanceOf(Entered.class);
        pass(10);
        assertThat(limiter.enter("ide", three))
                .isEqualTo(new Full("it has sent 3 requests within a minute, which is its limit", 30));
        assertThat(limiter.enter("other", three)).isInstanceOf(Entered.class);
        pass(30);
        assertThat(limiter.enter("ide", three)).isInstanceOf(Entered.class);
        assertThat(limiter.enter("ide", three)).isInstanceOf(Full.class);
    }

    @Test
    void aRefusedRequestDoesNotCount() {
        var one = new ClientLimit(1, 0);
        assertThat(limiter.enter("ide", one)).isInstanceOf(Entered.class);
        for (int second = 0; second < 59; second++) {
            pass(1);
            assertThat(limiter.enter("ide", one)).isInstanceOf(Full.class);
        }
        pass(1);
        assertThat(limiter.enter("ide", one)).isInstanceOf(Entered.class);
    }

    @Test
    void countsWhatIsUnderWay() {
        var two = new ClientLimit(0, 2);
        Limiter.Entry first = limiter.enter("ide", two);
        assertThat(limiter.enter("ide", two)).isInstanceOf(Entered.class);
        assertThat(limiter.enter("ide", two)).isInstanceOf(Full.class);
        ((Entered) first).leave();
        assertThat(limiter.enter("ide", two)).isInstanceOf(Entered.class);
        assertThat(limiter.enter("ide", two)).isInstanceOf(Full.class);
    }

    @Test
    void aRequestThatTheRateRefusesTakesNoPlace() {
        var both = new ClientLimit(1, 1);
        ((Entered) limiter.enter("ide", both)).leave();
        assertThat(limiter.enter("ide", both)).isInstanceOf(Full.class);
        pass(61);
        assertThat(limiter.enter("ide", both)).isInstanceOf(Entered.class);
    }

    @Test
    void aChangedLimitCountsAnew() {
        assertThat(limiter.enter("ide", new ClientLimit(1, 0))).isInstanceOf(Entered.class);
        assertThat(limiter.enter("ide", new ClientLimit(1, 0))).isInstanceOf(Full.class);
        assertThat(limiter.enter("ide", new ClientLimit(2, 0))).isInstanceOf(Entered.class);
    }

    @Test
    void manyNamesShareOneCountInTheEnd() {
        var one = new ClientLimit(1, 0);
        for (int i = 0; i < 256; i++) {
            assertThat(limiter.enter("name" + i, one)).isInstanceOf(Entered.class);
        }
        assertThat(limiter.enter("next", one)).isInstanceOf(Entered.class);
        assertThat(limiter.enter("after", one)).isInstanceOf(Full.class);
    }

    @Test
    void aFloodOfNamesIsForgottenAMinuteLater() {
        var many = new ClientLimit(10_000, 0);
        for (int i = 0; i < 100_000; i++) {
            if (limiter.enter("name" + i % 5_000, many) instanceof Entered entered) {
                entered.leave(); // those without a place share one count, which is soon used up
            }
        }
        assertThat(limiter.names()).isEqualTo(Limiter.NAMES_MOST);
        var busy = (Entered) limiter.enter("name7", many);
        pass(61);
        var one = new ClientLimit(1, 0);
        assertThat(limiter.enter("ide", one)).isInstanceOf(Entered.class);
        assertThat(limiter.enter("ide", one)).isInstanceOf(Full.class);
        assertThat(limiter.enter("other", one)).as("it has a count of its own again").isInstanceOf(Entered.class);
        assertThat(limiter.names()).as("these two, and the one at work").isEqualTo(3);
        busy.leave();
    }

    @Test
    void aLongWindowIsExactToo() {
        var many = new ClientLimit(1_000, 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.enter("ide", many)).isInstanceOf(Entered.class);
            now.addAndGet(1_000_000);
        }
        assertThat(limiter.enter("ide", many)).isInstanceOf(Full.class);
        pass(59);
        for (int i = 0; i < 1_000; i++) {
            assertThat(limiter.enter("ide", many)).as("request " + i).isInstanceOf(Entered.class);
            assertThat(limiter.enter("ide", many)).isInstanceOf(Full.class);
            now.addAndGet(1_000_000);
        }
    }
}
