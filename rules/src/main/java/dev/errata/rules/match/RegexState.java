package dev.errata.rules.match;

import org.jspecify.annotations.Nullable;

/// One state of a regular expression's automaton: the threads that are alive after some code points, in order of
/// preference, not yet followed through their assertions, as the next code point is not known.
///
/// States are made when first needed and kept by their [Regex] as far as its share of memory goes. `next` is filled by
/// whoever comes first, without a lock: a state is immutable but for it, all its fields are final, and two threads that
/// both miss an entry write states that mean the same.
final class RegexState {

    /// Context of the code point before; always [Context#OTHER] where the program has no assertion.
    final int left;

    final int[] threads;

    /// Bits of the contexts in which it matches right here, before the next code point.
    final int matches;

    /// Fewest units from here to a longer match; [Futures#NEVER] if there is none.
    final int toLonger;

    /// Whether an assertion had a say.
    final boolean asserted;

    /// By right context: the instructions that take a code point, down to the first match.
    final int[][] takers;

    /// By symbol.
    final @Nullable RegexState[] next;

    RegexState(int left, int[] threads, int matches, int toLonger, boolean asserted, int[][] takers, int symbols) {
        this.left = left;
        this.threads = threads;
        this.matches = matches;
        this.toLonger = toLonger;
        this.asserted = asserted;
        this.takers = takers;
        this.next = new RegexState[symbols];
    }

    boolean isDead() {
        return threads.length == 0;
    }

    boolean matchesBefore(int context) {
        return (matches >>> context & 1) != 0;
    }
}
