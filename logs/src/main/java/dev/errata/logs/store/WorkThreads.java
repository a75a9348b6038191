package dev.errata.logs.store;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A fixed number of platform threads with a bounded queue that never makes its caller wait.
final class WorkThreads implements AutoCloseable {
    private static final long LAST_WAIT_SECONDS = 10;

    private final ThreadPoolExecutor executor;
    private final ThreadGroup group;

    WorkThreads(String name, int threads, int queue) {
        group = new ThreadGroup(name);
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                Thread.ofPlatform().group(group).name(name).daemon().factory());
    }

    /// Runs work on one of the threads. The future fails with what the work throws, or with [StoreException] if it
    /// was refused.
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        var future = new CompletableFuture<T>();
        try {
            executor.execute(() -> {
                try {
                    future.complete(work.get());
                } catch (RuntimeException | Error e) {
                    future.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(new StoreException(
                    executor.isShutdown()
                            ? "The database is closed; nothing was changed."
                            : "The database cannot keep up: "
                                    + executor.getQueue().size()
                                    + " pieces of work wait. Nothing was changed; try again later.",
                    e));
        }
        return future;
    }

    boolean ownsCurrentThread() {
        return Thread.currentThread().getThreadGroup() == group;
    }

    /// Finishes the work that waits.
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LAST_WAIT_SECONDS);
        boolean done = false;
        while (!done) {
            try {
                done = executor.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                        || System.nanoTime() >= end;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
