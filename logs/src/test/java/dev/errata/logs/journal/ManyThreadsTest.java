package dev.errata.logs.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// 32 threads; the full size, 100,000 events each, is `JournalBenchmark`'s.
final class ManyThreadsTest {
    private static final int THREADS = 32;
    private static final int EACH = 500;

    @TempDir
    Path folder;

    @Test
    void loseNothingAndStandInOneOrderThatKeepsEachThreadsOwn() throws InterruptedException {
        var home = new Home(folder);
        var limits = new JournalLimits(1 << 20, 256, Duration.ofMillis(20), 1 << 20);
        var seqs = new AtomicLongArray(THREADS * EACH);
        try (FileJournal journal = home.open(limits)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                threads.add(Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < EACH; i++) {
                        int place = thread * EACH + i;
                        var event = new SystemEvent.SettingChanged(
                                Integer.toString(thread), Integer.toString(i), "", "test");
                        var unused = journal.append(event).thenAccept(receipt -> seqs.set(place, receipt.seq()));
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        List<JournalRecord> records = home.records();
        assertThat(records)
                .extracting(JournalRecord::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, THREADS * EACH).boxed().toList());
        int[] next = new int[THREADS];
        for (JournalRecord record : records) {
            JsonNode body = record.body();
            int thread = Integer.parseInt(body.path("key").asString());
            int i = Integer.parseInt(body.path("from").asString());
            assertThat(i).as("order of thread %d", thread).isEqualTo(next[thread]);
            next[thread]++;
            assertThat(seqs.get(thread * EACH + i)).isEqualTo(record.seq());
        }
        assertThat(next).containsOnly(EACH);
        assertThat(home.reader().verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.records()).isEqualTo(THREADS * EACH));
    }
}
