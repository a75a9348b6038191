package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// One state of a [Union]: the threads of all its expressions that are alive after some code points, as a set.
///
/// Published like a [RegexState]: `next` is filled without a lock by whoever comes first, everything else is final.
final class UnionState {

    /// Context of the code point before; always [Context#OTHER] where no expression has an assertion.
    final int left;

    /// Whether new matches may begin here, and did before.
    final boolean free;

    /// Sorted; not yet followed through their assertions.
    final int[] threads;

    /// Whether some expression matches right here, for some code point that follows.
    final boolean hit;

    /// Fewest units from here to a match; [Futures#NEVER] if there is none. Not known of a free state.
    final int toMatch;

    /// By symbol.
    final @Nullable UnionState[] next;

    UnionState(int left, boolean free, int[] threads, boolean hit, int toMatch, int symbols) {
        this.left = left;
        this.free = free;
        this.threads = threads;
        this.hit = hit;
        this.toMatch = toMatch;
        this.next = new UnionState[symbols];
    }

    /// Whether no match that began before can go on.
    boolean isDead() {
        return threads.length == 0;
    }
}
