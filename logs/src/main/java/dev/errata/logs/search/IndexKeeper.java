package dev.errata.logs.search;

import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Place;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.AuditIndex.Head;
import dev.errata.logs.store.StoreException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings the search index up to the journal, batch by batch, each with a pause in which others can write the database:
/// the index takes a quarter of one core at most. It falls behind under a storm, and comes up when that is over; what
/// it has not yet is searched in the files.
///
/// An index that does not belong to the journal beside it (somebody put other files there) is made again from the first
/// record. What a crash has left undone is done by the next start.
///
/// **Thread:** once started, one platform thread of its own; [#catchUp] on the caller's. Only the home's owner keeps an
/// index.
public final class IndexKeeper implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(5);

    /// For each nanosecond of work, so many of rest.
    private static final int REST = 3;

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    private final FileJournalReader files;
    private final AuditIndex index;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean looked;
    private volatile String fault = "";

    public IndexKeeper(FileJournalReader files, AuditIndex index) {
        this.files = files;
        this.index = index;
    }

    /// Begins to keep the index up in the background.
    public synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform()
                    .daemon()
                    .name("errata-audit-index")
                    .priority(Thread.MIN_PRIORITY)
                    .start(this::run);
        }
    }

    /// Brings the index up to the journal's end now.
    ///
    /// **Errors:** [StoreException] or [UncheckedIOException]; what was indexed stays.
    public void catchUp() {
        while (step()) {
            // One batch after the other.
        }
    }

    /// Empties the index; it is then made again from the first record.
    public synchronized void rebuild() {
        index.clear();
    }

    /// Why the index is not kept up, empty while all is well. Searching goes on without it, slower.
    public String fault() {
        return fault;
    }

    @Override
    public void close() {
        closed.countDown();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    long begin = System.nanoTime();
                    boolean more = step();
                    Duration rest = Duration.ofNanos(REST * (System.nanoTime() - begin));
                    pause = !more ? IDLE : rest.compareTo(PAUSE) > 0 ? rest : PAUSE;
                    fault = "";
                } catch (StoreException | UncheckedIOException e) {
                    fault = "The journal's search index is not kept up (" + e.getMessage()
                            + "). Records are safe, and searching them is only slower.";
                    pause = AFTER_FAULT;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Indexes one batch; says whether there may be more.
    private synchronized boolean step() {
        Head head = index.head();
        if (!looked) {
            looked = true;
            if (!belongs(head)) {
                index.clear();
                head = Head.NONE;
            }
        }
        List<Place.Placed> batch = files.placedAfter(head.seq(), BATCH);
        if (!batch.isEmpty()) {
            index.add(batch);
        }
        return batch.size() == BATCH;
    }

    /// Whether the index was made from the journal that is here: its last record is there, or was removed with all
    /// before it.
    private boolean belongs(Head head) {
        if (head.seq() == 0 || head.seq() < files.firstSeq()) {
            return true;
        }
        List<JournalRecord> last = files.after(JournalQuery.ALL, head.seq() - 1, 1);
        return !last.isEmpty()
                && last.getFirst().seq() == head.seq()
                && last.getFirst().body().path("hash").asString("").equals(head.hash());
    }
}
