package dev.errata.logs.journal;

import dev.errata.logs.event.Event;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The journal of a home in `<home>/logs/audit-<yyyymmdd>-<6 digits>.jsonl`, keyed by `<home>/journal.key`.
///
/// ```
/// append --> inbox --> writer:  seal, write --> classic lines   --> receipts --> fsync --> anchor keeper
/// (any thread)         (one thread, all that waits at once)                          (own thread, <= 200 ms later)
/// ```
///
/// Opening never fails: what stands in the way (a folder that cannot be written, a key that is missing beside
/// records) is told by [#status], fails each receipt, and is looked at again with the next event, so that it heals
/// without a restart.
///
/// Whoever opens it holds the home's lock: two writers on one home are not guarded against here.
///
/// **Thread:** as [Journal] says; receipts complete on the writer's thread, so what hangs on them must be short.
/// **Errors:** a receipt fails with [java.io.UncheckedIOException] if its event is not recorded; it is then lost.
public final class FileJournal implements Journal {
    /// The folder of segments in a home.
    public static final String FOLDER = "logs";

    private final InstantSource clock;
    private final int queueBound;
    private final Inbox inbox = new Inbox();
    private final JournalWriter writer;
    private final Thread thread;

    private FileJournal(
            Path home,
            Anchor anchor,
            InstantSource clock,
            SecureRandom random,
            JournalLimits limits,
            Supplier<Fsync> fsync,
            ChainEnd.Disk disk) {
        this.clock = clock;
        this.queueBound = limits.queueBound();
        writer = new JournalWriter(home, anchor, clock, random, limits, fsync, disk, inbox);
        thread = Thread.ofPlatform().daemon().name("errata-journal").unstarted(writer);
    }

    /// Opens a home's journal with [JournalLimits#DEFAULTS]. Blocks until the end of the chain was looked for.
    ///
    /// @param home an existing folder
    public static FileJournal open(Path home, Anchor anchor, InstantSource clock) {
        return open(home, anchor, clock, new SecureRandom(), JournalLimits.DEFAULTS);
    }

    /// Opens a home's journal. Blocks until the end of the chain was looked for: up to one segment is read.
    ///
    /// @param random makes the key of a new home
    public static FileJournal open(
            Path home, Anchor anchor, InstantSource clock, SecureRandom random, JournalLimits limits) {
        return open(home, anchor, clock, random, limits, () -> Fsync.BATCH, ChainEnd.REAL);
    }

    /// Opens a home's journal whose fsync policy may change while it runs.
    ///
    /// @param fsync asked after each batch, on the writer's thread
    public static FileJournal open(
            Path home, Anchor anchor, InstantSource clock, JournalLimits limits, Supplier<Fsync> fsync) {
        return open(home, anchor, clock, new SecureRandom(), limits, fsync, ChainEnd.REAL);
    }

    static FileJournal open(
            Path home,
            Anchor anchor,
            InstantSource clock,
            SecureRandom random,
            JournalLimits limits,
            Supplier<Fsync> fsync,
            ChainEnd.Disk disk) {
        var journal = new FileJournal(home, anchor, clock, random, limits, fsync, disk);
        journal.thread.start();
        try {
            journal.writer.awaitLook();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the look goes on; only its result is not waited for
        }
        return journal;
    }

    @Override
    public CompletionStage<Receipt> append(Event event) {
        return inbox.add(event, clock.instant()).receipt();
    }

    @Override
    public boolean pressed() {
        return inbox.waiting() >= queueBound;
    }

    @Override
    public JournalStatus status() {
        return writer.status();
    }

    @Override
    public void close() {
        inbox.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
