package dev.errata.logs.journal;

import dev.errata.logs.event.Event;
import dev.errata.logs.journal.Inbox.Pending;
import dev.errata.logs.journal.Journal.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one thread that writes segments. For each batch, in this order: write, classic lines, receipts; then its fsync
/// is due (at once, later or never, as [Fsync] says) on the thread of [DiskForcer], and then its anchor. No anchor
/// names a record before its fsync.
///
/// Nothing that goes wrong ends it: a batch that cannot be written fails its receipts, and the next one is tried
/// afresh. While the chain could not be found yet, each batch looks for it again, so that a folder made writable is
/// used at once.
final class JournalWriter implements Runnable {
    private final Inbox inbox;
    private final Recovery recovery;
    private final Path folder;
    private final Anchor anchor;
    private final InstantSource clock;
    private final JournalLimits limits;
    private final Supplier<Fsync> fsync;
    private final ChainEnd.Disk disk;
    private final ClassicLogs classics;
    private final CountDownLatch looked = new CountDownLatch(1);

    private @Nullable ChainEnd chain;
    private volatile @Nullable AnchorKeeper keeper;
    private volatile @Nullable DiskForcer forcer;
    private volatile @Nullable String failure;
    private volatile @Nullable String found;
    private volatile long lastSeq;

    private record Placed(Pending pending, Receipt receipt) {}

    JournalWriter(
            Path home,
            Anchor anchor,
            InstantSource clock,
            SecureRandom random,
            JournalLimits limits,
            Supplier<Fsync> fsync,
            ChainEnd.Disk disk,
            Inbox inbox) {
        this.folder = home.resolve(FileJournal.FOLDER);
        this.recovery = new Recovery(home, folder, anchor, random);
        this.anchor = anchor;
        this.clock = clock;
        this.limits = limits;
        this.fsync = fsync;
        this.disk = disk;
        this.inbox = inbox;
        this.classics = new ClassicLogs(folder, limits.correctionsBytes());
    }

    @Override
    public void run() {
        write(List.of());
        looked.countDown();
        while (!inbox.drained()) {
            List<Pending> batch = inbox.takeAll();
            write(batch);
            inbox.settled(batch.size());
        }
        end();
    }

    /// Waits until the writer has looked for the chain for the first time.
    void awaitLook() throws InterruptedException {
        looked.await();
    }

    JournalStatus status() {
        AnchorKeeper anchors = keeper;
        String anchorFailure = anchors == null ? null : anchors.failure().orElse(null);
        String warning = Stream.concat(Stream.of(found, anchorFailure).flatMap(Stream::ofNullable), classics.failures())
                .collect(Collectors.joining(" "));
        DiskForcer forcing = forcer;
        String lost = failure;
        if (lost == null && forcing != null) {
            lost = forcing.failure().orElse(null);
        }
        return new JournalStatus(lastSeq, inbox.waiting(), lost, warning.isEmpty() ? null : warning);
    }

    /// Writes a batch, or looks for the chain and writes what that found, if there is none.
    private void write(List<Pending> batch) {
        try {
            ChainEnd open = chain;
            write(open == null ? attach() : open, batch);
        } catch (IOException e) {
            fail(batch, e);
        } catch (RuntimeException | Error e) {
            fail(batch, new IOException("The journal's writer failed: " + e, e));
        }
    }

    private void write(ChainEnd open, List<Pending> batch) throws IOException {
        List<Placed> placed = new ArrayList<>(batch.size());
        try {
            for (Pending pending : batch) {
                place(open, pending, placed);
            }
            open.flush();
            failure = null;
        } finally {
            lastSeq = open.seq();
            acknowledge(placed, open.seq());
        }
        force(open);
    }

    private void force(ChainEnd open) {
        DiskForcer forcing = forcer;
        if (forcing != null && open.seq() > 0) {
            switch (fsync.get()) {
                case Fsync.Batch() -> forcing.written(open, Duration.ZERO);
                case Fsync.Interval(Duration longest) -> forcing.written(open, longest);
                case Fsync.Never() -> anchor(open);
            }
        }
    }

    private void anchor(ChainEnd open) {
        AnchorKeeper anchors = keeper;
        if (anchors != null && open.seq() > 0) {
            anchors.offer(open.seq(), open.hash());
        }
    }

    /// An event that can have no record fails alone; the others of its batch are written.
    private static void place(ChainEnd open, Pending pending, List<Placed> placed) throws IOException {
        try {
            placed.add(new Placed(pending, open.add(pending.event(), pending.at())));
        } catch (RuntimeException e) {
            pending.fail(new IOException("The event cannot be recorded: " + e.getMessage(), e));
        }
    }

    private void acknowledge(List<Placed> placed, long written) {
        List<Placed> safe =
                placed.stream().filter(each -> each.receipt.seq() <= written).toList();
        for (Placed each : safe) {
            classics.add(each.pending.at(), each.pending.event());
        }
        classics.flush();
        for (Placed each : safe) {
            each.pending.receipt().complete(each.receipt);
        }
    }

    private ChainEnd attach() throws IOException {
        Recovery.Found start = recovery.find();
        var open = new ChainEnd(folder, disk, start.key().seal(), limits.segmentBytes(), start);
        lastSeq = open.seq();
        try {
            for (Event event : start.preamble()) {
                open.add(event, clock.instant());
            }
            open.flush();
        } catch (IOException e) {
            open.close();
            throw e;
        }
        if (keeper == null) {
            var anchors = new AnchorKeeper(anchor, start.key().seal(), limits.anchorDelay());
            anchors.start();
            keeper = anchors;
            var forcing = new DiskForcer(disk, anchors);
            forcing.start();
            forcer = forcing;
        }
        found = start.warning();
        chain = open;
        return open;
    }

    /// Fails what has no receipt yet.
    private void fail(List<Pending> batch, IOException cause) {
        String reason = cause.getMessage();
        failure = reason == null ? cause.toString() : reason;
        for (Pending pending : batch) {
            pending.fail(cause);
        }
    }

    private void end() {
        DiskForcer forcing = forcer;
        if (forcing != null) {
            forcing.close();
        }
        AnchorKeeper anchors = keeper;
        if (anchors != null) {
            anchors.close();
        }
        if (chain != null) {
            chain.close();
        }
        classics.close();
        inbox.end();
    }
}
