package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// One state of a [Union]: the threads of all its expressions that are alive after some code points, as a set.
///
/// Steps are noted without a lock by whoever makes them first: everything that a reader can reach through them is
/// final, and a step that is lost is made again. Nearly all states have one or two ways on, so these are a list at
/// first.
final class UnionState {

    /// Ways on from which on they are kept by symbol.
    private static final int MANY = 4;

    /// Context of the code point before; always [Context#OTHER] where no expression has an assertion.
    final int left;

    /// Whether new matches may begin here, and did before.
    final boolean free;

    /// Sorted; each takes a code point, waits for its assertion or matches.
    final int[] threads;

    /// Fewest units from here to a match, 0 if one is here for some code point that follows; [Futures#NEVER] if there
    /// is none.
    final int toMatch;

    private @Nullable Way ways;
    private UnionState @Nullable [] bySymbol;

    UnionState(int left, boolean free, int[] threads, int toMatch) {
        this.left = left;
        this.free = free;
        this.threads = threads;
        this.toMatch = toMatch;
    }

    /// Whether no match that began before can go on.
    boolean isDead() {
        return threads.length == 0;
    }

    /// Whether some expression matches right here, for some code point that follows.
    boolean isHit() {
        return toMatch == 0;
    }

    /// The state after a symbol, null if it is not known yet.
    @Nullable
    UnionState after(int symbol) {
        UnionState[] all = bySymbol;
        if (all != null) {
            return all[symbol];
        }
        for (Way way = ways; way != null; way = way.rest) {
            if (way.symbol == symbol) {
                return way.to;
            }
        }
        return null;
    }

    /// Notes a step.
    ///
    /// @param symbols how many there are
    void note(int symbol, UnionState to, int symbols) {
        UnionState[] all = bySymbol;
        if (all == null && !isDead()) {
            Way known = ways;
            if (known == null || known.number < MANY) {
                ways = new Way(symbol, to, known);
                return;
            }
        }
        if (all == null) {
            all = new UnionState[symbols];
            for (Way way = ways; way != null; way = way.rest) {
                all[way.symbol] = way.to;
            }
            bySymbol = all;
        }
        all[symbol] = to;
    }

    private static final class Way {
        final int symbol;
        final UnionState to;
        final @Nullable Way rest;
        final int number;

        Way(int symbol, UnionState to, @Nullable Way rest) {
            this.symbol = symbol;
            this.to = to;
            this.rest = rest;
            this.number = rest == null ? 1 : rest.number + 1;
        }
    }
}
