package dev.errata.rules.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A compiled regular expression: an automaton whose states are built when they are first reached.
///
/// A state stands for a *list* of threads, so the automaton keeps RE2's preference (leftmost-first) and not only the
/// language. All attempts at one start are equally long, so the window needs no place in the states: the caller stops
/// feeding, which kills all threads, and the last match seen is the most preferred one among those short enough.
///
/// **Thread:** any; shared by all lanes. **Source:** R. Cox, "Regular Expression Matching in the Wild", 2010.
final class Regex implements RegexResult {

    private final Program program;
    private final Futures futures;
    private final Alphabet alphabet;
    private final Closure closures;
    private final List<String> beginnings;
    private final int groups;
    private final Map<String, Integer> names;
    private final RegexState[] starts = new RegexState[Context.COUNT];
    private final ConcurrentHashMap<Key, RegexState> states = new ConcurrentHashMap<>();
    private final AtomicInteger budget;

    private Regex(RegexParser.Parsed parsed, Program program, Futures futures, AtomicInteger budget) {
        this.program = program;
        this.futures = futures;
        this.alphabet = new Alphabet(program.sets(), program.asserts());
        this.closures = new Closure(program);
        this.beginnings = Prefixes.of(program);
        this.groups = parsed.groups();
        this.names = parsed.names();
        this.budget = budget;
        for (int left = 0; left < Context.COUNT; left++) {
            starts[left] = build(program.asserts() ? left : Context.OTHER, new int[] {program.start()});
        }
    }

    /// Compiles a pattern.
    ///
    /// @param budget units of memory for states, shared by those that are compiled with it
    static RegexResult compile(String pattern, boolean caseSensitive, AtomicInteger budget) {
        try {
            RegexParser.Parsed parsed = RegexParser.parse(pattern, caseSensitive);
            Program program = Program.write(parsed.root());
            if (program == null) {
                return new RegexFault(
                        0, "the pattern is too large once its repeats are written out; use smaller repeat counts");
            }
            Futures futures = new Futures(program);
            if (matchesEmpty(program, futures)) {
                return new RegexFault(
                        0,
                        "the pattern can match the empty text; make one part obligatory, for example + instead of *");
            }
            return new Regex(parsed, program, futures, budget);
        } catch (SyntaxException wrong) {
            return wrong.fault();
        }
    }

    private static boolean matchesEmpty(Program program, Futures futures) {
        for (int left = 0; left < Context.COUNT; left++) {
            for (int right = 0; right < Context.COUNT; right++) {
                if (futures.units(program.start(), left, right) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    Program program() {
        return program;
    }

    /// With which folded texts its matches begin; empty if that is not known.
    List<String> beginnings() {
        return beginnings;
    }

    Futures futures() {
        return futures;
    }

    int groups() {
        return groups;
    }

    Map<String, Integer> names() {
        return names;
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
            if (budget.addAndGet(-cost) >= 0) {
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
