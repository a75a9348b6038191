package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SpareMemoryTest {
    private final AtomicLong work = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private final SpareMemory memory = new SpareMemory(work::get, collections::incrementAndGet, 3, 20);

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            memory.run();
        }
    }

    @Test
    void collectsOnceAfterWorkHasCome() {
        work.incrementAndGet();
        look(3);
        assertThat(collections).hasValue(0);
        look(1);
        assertThat(collections).hasValue(1);
        look(50);
        assertThat(collections).hasValue(1);

        work.incrementAndGet();
        look(4);
        assertThat(collections).hasValue(2);
    }

    @Test
    void leavesATimeBetweenTwoCollections() {
        work.incrementAndGet();
        look(4);
        work.incrementAndGet();
        look(15);
        assertThat(collections).hasValue(1);
        look(10);
        assertThat(collections).hasValue(2);
    }

    @Test
    void leavesWorkAloneThatGoesOn() {
        for (int i = 0; i < 20; i++) {
            work.incrementAndGet();
            look(2);
        }
        assertThat(collections).hasValue(0);
    }

    @Test
    void collectsNothingWhereNothingWasDone() {
        look(50);
        assertThat(collections).hasValue(0);
    }
}
