package dev.errata.rules.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A regular expression's states, built when they are first reached.
///
/// A state stands for a *list* of threads, so the automaton keeps RE2's preference (leftmost-first) and not only the
/// language. All attempts at one start are equally long, so the window needs no place in the states: the caller stops
/// feeding, which kills all threads, and the last match seen is the most preferred one among those short enough.
///
/// **Thread:** any; shared by all lanes. **Source:** R. Cox, "Regular Expression Matching in the Wild", 2010.
final class RegexAutomaton {

    /// States that are kept though the rule set's share of memory is used up.
    private static final int LEAST = 64;

    private final Program program;
    private final Futures futures;
    private final Alphabet alphabet;
    private final Closure closures;
    private final RegexState[] starts = new RegexState[Context.COUNT];
    private final ConcurrentHashMap<Key, RegexState> states = new ConcurrentHashMap<>();
    private final AtomicInteger budget;

    RegexAutomaton(Program program, Futures futures, AtomicInteger budget) {
        this.program = program;
        this.futures = futures;
        this.alphabet = new Alphabet(program.sets(), program.asserts());
        this.closures = new Closure(program);
        this.budget = budget;
        for (int left = 0; left < Context.COUNT; left++) {
            starts[left] = build(program.asserts() ? left : Context.OTHER, new int[] {program.start()});
        }
    }

    /// The state before the first code point.
    ///
    /// @param left context of the code point before
    RegexState start(int left) {
        return starts[left];
    }

    int symbol(int codePoint) {
        return alphabet.of(codePoint);
    }

    int context(int symbol) {
        return alphabet.context(symbol);
    }

    RegexState step(RegexState from, int symbol) {
        RegexState known = from.next[symbol];
        return known != null ? known : makeStep(from, symbol);
    }

    /// Whether a code point between two, both inclusive and none of them a newline or an ASCII word character, can lead
    /// from here to a match of at most `units` more units.
    boolean canTake(RegexState from, int first, int last, int units) {
        for (int pc : from.takers[Context.OTHER]) {
            if (program.set(pc).intersects(first, last) && futures.units(pc, from.left, Context.OTHER) <= units) {
                return true;
            }
        }
        return false;
    }

    private RegexState makeStep(RegexState from, int symbol) {
        int context = alphabet.context(symbol);
        int[] threads = new int[from.takers[context].length];
        BitSet seen = new BitSet();
        int size = 0;
        for (int pc : from.takers[context]) {
            if (alphabet.contains(program.other(pc), symbol) && !seen.get(program.next(pc))) {
                seen.set(program.next(pc));
                threads[size++] = program.next(pc);
            }
        }
        Key key = new Key(program.asserts() && size > 0 ? context : Context.OTHER, Arrays.copyOf(threads, size));
        RegexState state = states.get(key);
        if (state == null) {
            state = build(key.left, key.threads);
            int cost = 16 + 4 * size + alphabet.size();
            if (budget.addAndGet(-cost) >= 0 || states.size() < LEAST) {
                RegexState earlier = states.putIfAbsent(key, state);
                state = earlier == null ? state : earlier;
            } else {
                budget.addAndGet(cost);
                return state;
            }
        }
        from.next[symbol] = state;
        return state;
    }

    private RegexState build(int left, int[] threads) {
        int matches = 0;
        int toLonger = Futures.NEVER;
        int[][] takers = new int[Context.COUNT][];
        boolean asserted = false;
        for (int right = 0; right < Context.COUNT; right++) {
            if (right > 0 && !program.asserts()) {
                takers[right] = takers[0];
                continue;
            }
            Closure.Followed followed = closures.follow(threads, left, right);
            takers[right] = followed.takers();
            asserted |= followed.asserted();
            matches |= followed.matched() ? 1 << right : 0;
        }
        if (!program.asserts()) {
            matches = matches == 0 ? 0 : Context.ALL;
        }
        for (int right = 0; right < Context.COUNT; right++) {
            for (int pc : takers[right]) {
                toLonger = Math.min(toLonger, futures.units(pc, left, right));
            }
        }
        return new RegexState(left, threads, matches, toLonger, asserted, takers, alphabet.size());
    }

    private static final class Key {
        private final int left;
        private final int[] threads;

        Key(int left, int[] threads) {
            this.left = left;
            this.threads = threads;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && left == key.left && Arrays.equals(threads, key.threads);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(threads) + left;
        }
    }
}
