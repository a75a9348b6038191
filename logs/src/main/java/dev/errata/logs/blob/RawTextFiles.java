package dev.errata.logs.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps raw texts in `<home>/blobs/raw/`, by a thread of its own.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | texts that wait | 1,000 | the oldest waiting one is not kept |
/// | memory that they hold | 8 MiB | the oldest waiting one is not kept |
/// | share of one core | a quarter, while many wait | they wait longer |
///
/// The oldest is given up, not the newest, because it would be the first to be deleted again: under a storm of small
/// exchanges the last ones are kept all the same, and the disk is not asked to write what nobody will see.
///
/// **Thread:** as [RawTexts] says; the folder is touched by its own platform thread alone.
public final class RawTextFiles implements RawTexts {

    private static final Logger LOG = LoggerFactory.getLogger(RawTextFiles.class);
    private static final int WAITING = 1_000;
    private static final long WAITING_BYTES = 8L << 20;
    private static final Duration END = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration CLEAR = Duration.ofSeconds(10);

    /// How long a text may outlive its age.
    private static final Duration LOOK = Duration.ofMinutes(1);

    /// For each nanosecond of work, so many of rest.
    private static final int REST = 3;

    private record Waiting(long bytes, Supplier<RawText> text) {}

    private final Supplier<RawLimits> limits;
    private final RawFolder folder;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Cleared>> wishes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile String fault = "";

    // The writer's own, published for whoever asks.
    private volatile int kept;
    private volatile long bytes;
    private boolean overflowTold;

    private RawTextFiles(Path home, Supplier<RawLimits> limits, InstantSource clock) {
        this.limits = limits;
        this.folder = new RawFolder(RawFolder.of(home), clock);
        this.thread = Thread.ofPlatform().daemon().name("errata-raw").unstarted(this::run);
    }

    /// Begins to keep texts in a home that the caller owns. Nothing is made there before the first text.
    ///
    /// @param limits asked again and again, from any thread: must not block
    public static RawTextFiles open(Path home, Supplier<RawLimits> limits) {
        return open(home, limits, InstantSource.system());
    }

    /// As above.
    ///
    /// @param clock tells how old texts are
    public static RawTextFiles open(Path home, Supplier<RawLimits> limits, InstantSource clock) {
        var files = new RawTextFiles(home, limits, clock);
        files.thread.start();
        return files;
    }

    @Override
    public boolean wanted() {
        return !closed && limits.get().texts() > 0;
    }

    @Override
    public void keep(long size, Supplier<RawText> text) {
        if (!wanted()) {
            return;
        }
        given.incrementAndGet();
        queue.add(new Waiting(size, text));
        waiting.incrementAndGet();
        waitingBytes.addAndGet(size);
        while (waiting.get() > WAITING || waitingBytes.get() > WAITING_BYTES) {
            if (take() == null) {
                break;
            }
            lost.incrementAndGet();
            done.incrementAndGet();
        }
        LockSupport.unpark(thread);
    }

    @Override
    public void settle(Duration atMost) {
        long wanted = given.get();
        long end = System.nanoTime() + atMost.toNanos();
        while (done.get() < wanted && thread.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(this, STEP.toNanos());
        }
    }

    @Override
    public void look() {
        LockSupport.unpark(thread);
    }

    @Override
    public Status status() {
        return new Status(kept, bytes, lost.get(), fault);
    }

    @Override
    public Cleared clear() {
        var wish = new CompletableFuture<Cleared>();
        wishes.add(wish);
        LockSupport.unpark(thread);
        try {
            return wish.get(CLEAR.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Cleared(0, 0, "interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new Cleared(0, 0, "the texts' writer did not answer in time");
        }
    }

    @Override
    public void close() {
        deadline = System.nanoTime() + END.toNanos();
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(END.plusSeconds(1))) {
                LOG.warn("The raw texts' writer did not end in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Waiting take() {
        Waiting next = queue.poll();
        if (next != null) {
            waiting.decrementAndGet();
            waitingBytes.addAndGet(-next.bytes());
        }
        return next;
    }

    private void run() {
        tidy(true);
        while (true) {
            for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
                wish.complete(clearNow());
            }
            Waiting next = take();
            if (next != null) {
                long begin = System.nanoTime();
                write(next);
                done.incrementAndGet();
                tidy(false);
                if (!closed && waiting.get() > 1) {
                    LockSupport.parkNanos(this, REST * (System.nanoTime() - begin));
                }
            } else if (closed) {
                return;
            } else {
                LockSupport.parkNanos(this, LOOK.toNanos());
                Thread.interrupted(); // nobody has a reason to interrupt the writer; a flag left set would make it spin
                tidy(false);
            }
        }
    }

    private void write(Waiting next) {
        if (System.nanoTime() > deadline) {
            lost.incrementAndGet();
            return;
        }
        try {
            folder.write(next.text().get());
            fault = "";
        } catch (IOException | RuntimeException e) {
            // The reason first: who sees the loss finds it.
            failed("A raw text could not be kept", e);
            lost.incrementAndGet();
        }
        if (!overflowTold && fault.isEmpty() && lost.get() > 0) {
            overflowTold = true;
            LOG.info("Exchanges end faster than their raw texts can be written: {} are not kept so far.", lost.get());
        }
    }

    private Cleared clearNow() {
        for (Waiting next = take(); next != null; next = take()) {
            done.incrementAndGet();
        }
        String trouble = "";
        int texts = folder.count();
        long size = folder.bytes();
        try {
            folder.clear();
        } catch (IOException | RuntimeException e) {
            failed("The kept raw texts could not all be deleted", e);
            trouble = fault;
        }
        kept = folder.count();
        bytes = folder.bytes();
        return new Cleared(texts - kept, size - bytes, trouble);
    }

    /// Makes the limits hold.
    private void tidy(boolean first) {
        try {
            if (first) {
                folder.list();
            }
            folder.trim(limits.get());
        } catch (IOException | RuntimeException e) {
            failed("Old raw texts could not be removed", e);
        }
        kept = folder.count();
        bytes = folder.bytes();
    }

    /// Told once, until it is another one or the next text is kept.
    private void failed(String what, Exception e) {
        String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
        if (!reason.equals(fault)) {
            LOG.warn("{} ({}); the exchange itself is not touched.", what, reason);
            fault = reason;
        }
    }
}
