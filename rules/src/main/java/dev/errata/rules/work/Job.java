package dev.errata.rules.work;

import dev.errata.rules.work.TaskWork.Assignment;
import dev.errata.rules.work.TaskWork.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One task's work while it runs, on a virtual thread of its own.
final class Job {
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean stopped;

    Job(String task, String payload, TaskWork work) {
        thread = Thread.ofVirtual().name("errata-task-" + task).unstarted(() -> run(task, payload, work));
    }

    void start() {
        thread.start();
    }

    @SuppressWarnings("CatchingUnchecked") // whatever work does, its worker lives on
    private void run(String task, String payload, TaskWork work) {
        try {
            result.complete(work.run(new Assignment(task, payload, () -> stopped)));
        } catch (InterruptedException e) {
            result.complete(Result.failed("it was interrupted"));
        } catch (Exception | StackOverflowError e) {
            result.complete(Result.failed(e.toString()));
        } finally {
            result.complete(Result.failed("it ended without a result"));
        }
    }

    /// Asks the work to end; it may not obey.
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    boolean stopped() {
        return stopped;
    }

    /// The result, if there is one within a time.
    Optional<Result> await(Duration longest) throws InterruptedException {
        try {
            return Optional.of(result.get(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
