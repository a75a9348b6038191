package dev.errata.desktop.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the FX thread from waiting: work runs elsewhere, its result comes back.
///
/// **Thread:** any. Tests pass `Runnable::run` for both sides.
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Executor workers;
    private final Executor screen;

    /// @param workers platform threads, for the work may wait for SQLite
    /// @param screen runs what touches view-model properties, in order: the FX thread
    public Background(Executor workers, Executor screen) {
        this.workers = workers;
        this.screen = screen;
    }

    /// Works elsewhere, then shows the result or says why there is none.
    ///
    /// @param failed gets what was thrown; it has been logged already
    public <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        workers.execute(() -> {
            try {
                T result = work.call();
                screen.execute(() -> done.accept(result));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                screen.execute(() -> failed.accept(e));
            } catch (Exception e) {
                LOG.warn("work for the window failed", e);
                screen.execute(() -> failed.accept(e));
            }
        });
    }

    /// Runs on the screen's side, in order with the results.
    public void show(Runnable update) {
        screen.execute(update);
    }
}
