package dev.errata.logs.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Waits for work on another thread and throws what it threw.
final class Waiting {
    private Waiting() {}

    static <T> T on(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case StoreException refused -> throw new StoreException(String.valueOf(refused.getMessage()), refused);
                case RuntimeException broken -> throw broken;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
