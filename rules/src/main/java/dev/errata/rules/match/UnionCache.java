package dev.errata.rules.match;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The states of a [Union] that are kept.
///
/// **Thread:** any. **Units:** memory is counted in integers.
final class UnionCache {

    /// A state, its key, its place in the map and two ways on.
    private static final int OVERHEAD = 40;

    private final ConcurrentHashMap<Key, UnionState> states = new ConcurrentHashMap<>();
    private final UnionState[] anchored = new UnionState[Context.COUNT];
    private final UnionState[] wild = new UnionState[Context.COUNT];
    private final UnionState[] free = new UnionState[Context.COUNT];
    private final AtomicInteger budget;
    private final int least;
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicLong read = new AtomicLong();

    /// @param budget what all states of a rule set may take together
    /// @param least what these may take in any case
    UnionCache(
            AtomicInteger budget,
            int least,
            boolean asserts,
            IntFunction<UnionState> anchoredAt,
            IntFunction<UnionState> wildAt,
            IntFunction<UnionState> freeAt) {
        this.budget = budget;
        this.least = least;
        for (int left = 0; left < Context.COUNT; left++) {
            if (asserts || left == Context.OTHER) {
                anchored[left] = anchoredAt.apply(left);
                wild[left] = wildAt.apply(left);
                free[left] = freeAt.apply(left);
                states.put(new Key(left, true, new int[0]), free[left]);
            }
        }
    }

    UnionState anchored(int left) {
        return anchored[left];
    }

    UnionState wild(int left) {
        return wild[left];
    }

    UnionState free(int left) {
        return free[left];
    }

    @Nullable
    UnionState find(int left, boolean ofFree, int[] threads) {
        return states.get(new Key(left, ofFree, threads));
    }

    /// Keeps a state.
    ///
    /// @return the one that was kept first, or null if there is no room
    @Nullable
    UnionState keep(UnionState state) {
        int cost = OVERHEAD + state.threads.length;
        if (budget.addAndGet(-cost) < 0 && used.get() > least) {
            budget.addAndGet(cost);
            return null;
        }
        used.addAndGet(cost);
        UnionState earlier = states.putIfAbsent(new Key(state.left, state.free, state.threads), state);
        return earlier == null ? state : earlier;
    }

    void read(long codePoints) {
        read.addAndGet(codePoints);
    }

    /// Whether enough was read with each state that building them all again would pay.
    boolean worthIt(int codePointsPerState) {
        return read.get() / codePointsPerState > states.size();
    }

    /// Gives its memory back; no state of it is to be kept from now on.
    void giveBack() {
        budget.addAndGet(used.getAndSet(0));
    }

    private static final class Key {
        private final int left;
        private final boolean free;
        private final int[] threads;

        Key(int left, boolean free, int[] threads) {
            this.left = left;
            this.free = free;
            this.threads = threads;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && left == key.left
                    && free == key.free
                    && Arrays.equals(threads, key.threads);
        }

        @Override
        public int hashCode() {
            return 62 * Arrays.hashCode(threads) + 2 * left + (free ? 1 : 0);
        }
    }
}
