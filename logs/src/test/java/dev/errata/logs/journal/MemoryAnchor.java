package dev.errata.logs.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An anchor in memory that outlives the journals of a test.
public final class MemoryAnchor implements Anchor {
    private volatile @Nullable Head head;

    public MemoryAnchor() {
        head = null;
    }

    @Override
    public Optional<Head> read() {
        return Optional.ofNullable(head);
    }

    @Override
    public void commit(Head next) {
        head = next;
    }

    public void set(@Nullable Head other) {
        head = other;
    }
}
