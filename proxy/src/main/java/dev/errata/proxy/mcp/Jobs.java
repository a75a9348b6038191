package dev.errata.proxy.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Work that goes on when the call that began it does not wait any longer: each on a virtual thread of its own that
/// nobody interrupts, and the same only once at a time.
///
/// **Thread:** any.
final class Jobs<T> {
    private final String name;
    private final Semaphore places;
    private final Map<String, CompletableFuture<T>> running = new ConcurrentHashMap<>();

    /// @param name of the threads
    /// @param most how many at once
    Jobs(String name, int most) {
        this.name = name;
        this.places = new Semaphore(most);
    }

    /// Begins work, or joins in if the same is under way.
    ///
    /// @param key tells the same
    /// @return empty if there are too many
    Optional<CompletableFuture<T>> begin(String key, Supplier<T> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> other = running.putIfAbsent(key, mine);
        if (other != null) {
            return Optional.of(other);
        }
        if (!places.tryAcquire()) {
            running.remove(key, mine);
            mine.completeExceptionally(new IllegalStateException("too many at once"));
            return Optional.empty();
        }
        Thread.ofVirtual().name(name).start(() -> run(key, work, mine));
        return Optional.of(mine);
    }

    private void run(String key, Supplier<T> work, CompletableFuture<T> mine) {
        try {
            T result = work.get();
            leave(key, mine);
            mine.complete(result);
        } catch (RuntimeException | Error e) {
            leave(key, mine);
            mine.completeExceptionally(e);
        }
    }

    private void leave(String key, CompletableFuture<T> mine) {
        places.release();
        running.remove(key, mine);
    }
}
