package dev.errata.logs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.read.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Producers faster than the disk: the journal's pressure slows them down, as it does the proxy's reading.
final class SlowDiskTest {
    private static final int BOUND = 64;
    private static final int THREADS = 4;
    private static final int EACH = 400;

    @TempDir
    Path folder;

    @Test
    void aSlowDiskHoldsItsProducersBackAndLosesNothing() throws InterruptedException {
        var home = new Home(folder);
        var disk = new FailingDisk();
        disk.slownessNanos = 3_000_000;
        var limits = new JournalLimits(1 << 20, BOUND, Duration.ofMillis(20), 1 << 20);
        var most = new AtomicInteger();
        var pressed = new AtomicInteger();
        var seqs = new ConcurrentLinkedQueue<Long>();
        try (FileJournal journal = home.open(limits, disk)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < EACH; i++) {
                        while (journal.pressed()) {
                            pressed.incrementAndGet();
                            LockSupport.parkNanos(50_000);
                        }
                        var unused = journal.append(Home.numbered(i)).thenAccept(receipt -> seqs.add(receipt.seq()));
                        most.accumulateAndGet(journal.status().queued(), Math::max);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(pressed).hasPositiveValue();
        assertThat(most.get()).isLessThanOrEqualTo(BOUND + THREADS);
        // A receipt that is there already is noted by its producer, so only the chain tells the order.
        assertThat(seqs)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, THREADS * EACH).boxed().toList());
        assertThat(home.reader().verify()).isInstanceOf(Verification.Intact.class);
    }
}
