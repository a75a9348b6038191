package dev.errata.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PollerTest {
    @Test
    void takesNoFurtherLookWhileAnUpdateWaitsForTheScreen() throws InterruptedException {
        var screen = new LinkedBlockingQueue<Runnable>();
        var looks = new AtomicInteger();
        try (var poller = new Poller(screen::add)) {
            poller.every(Duration.ofMillis(1), () -> {
                looks.incrementAndGet();
                return Optional.of(() -> {});
            });
            Runnable update = screen.poll(10, TimeUnit.SECONDS);
            assertThat(update).isNotNull();
            // Nothing is taken from the queue here, so a second look would be one too many.
            assertThat(screen.poll(50, TimeUnit.MILLISECONDS)).isNull();
            assertThat(looks).hasValue(1);
            update.run();
            assertThat(screen.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void goesOnAfterALookThatFailed() throws InterruptedException {
        var second = new CountDownLatch(2);
        try (var poller = new Poller(Runnable::run)) {
            poller.every(Duration.ofMillis(1), () -> {
                second.countDown();
                throw new IllegalStateException("on purpose");
            });
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
