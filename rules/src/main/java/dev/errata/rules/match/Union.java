package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The regular expressions of one machine that have the same window, run all at once: one step for each code point,
/// however many they are.
///
/// It knows sets of threads, not preferences, so it cannot say which match is taken; it says where none is. That is
/// nearly everywhere. Asked *anchored*, it follows the matches that begin at one position; asked *free*, those that
/// begin at any position from some point on and with no known text, and as soon as no thread is alive, no match began
/// before.
///
/// States are built when they are first reached and kept as far as the rule set's share of memory goes. If it is used
/// up, they are all forgotten and built anew, unless that happens so often that building would be all there is; then
/// steps are made without keeping anything, at the cost of one look at each living thread.
///
/// **Thread:** any; shared by all lanes. **Source:** R. Cox, "Regular Expression Matching in the Wild", 2010.
final class Union {

    /// Code points for each state built below which a full cache is not emptied.
    private static final int WORTH = 16;

    /// Units of memory that a union may take though the share is used up, so that another's states cannot starve it.
    private static final int LEAST = 1 << 16;

    private final int[] numbers;
    private final Regex[] parts;
    private final int[] bases;
    private final int[] partOf;

    /// By part and its set's number: the number in the alphabet.
    private final int[][] sets;

    private final boolean asserts;

    /// By part: with which folded texts its matches begin; empty if that is not known.
    private final List<List<String>> beginnings;

    private final boolean wild;

    private final Alphabet alphabet;
    private final int window;
    private final boolean uniform;
    private final AtomicInteger budget;

    /// Read once for each step that has to be built; a lane that holds a state of an older one goes on with it.
    private volatile UnionCache cache;

    /// @param numbers the rules' numbers in their machine, all regexes
    Union(int[] numbers, CompiledRule[] rules, AtomicInteger budget) {
        this.numbers = numbers.clone();
        this.parts = new Regex[numbers.length];
        this.bases = new int[numbers.length];
        this.sets = new int[numbers.length][];
        this.budget = budget;
        Map<CodePointSet, Integer> known = new HashMap<>();
        List<CodePointSet> all = new ArrayList<>();
        boolean looks = false;
        int size = 0;
        int widest = 0;
        boolean same = true;
        for (int i = 0; i < numbers.length; i++) {
            CompiledRule rule = rules[numbers[i]];
            Regex regex = rule.regexOrThrow();
            parts[i] = regex;
            bases[i] = size;
            size += regex.program().size();
            looks |= regex.program().asserts();
            same &= widest == 0 || widest == rule.rule().window();
            widest = Math.max(widest, rule.rule().window());
            List<CodePointSet> own = regex.program().sets();
            sets[i] = new int[own.size()];
            for (int s = 0; s < own.size(); s++) {
                sets[i][s] = known.computeIfAbsent(own.get(s), set -> {
                    all.add(set);
                    return all.size() - 1;
                });
            }
        }
        this.asserts = looks;
        this.beginnings = Arrays.stream(parts).map(Regex::beginnings).toList();
        this.wild = beginnings.stream().anyMatch(List::isEmpty);
        this.alphabet = new Alphabet(all, looks);
        this.window = widest;
        this.uniform = same;
        this.partOf = new int[size];
        for (int i = 0; i < numbers.length; i++) {
            int end = i + 1 < numbers.length ? bases[i + 1] : size;
            Arrays.fill(partOf, bases[i], end, i);
        }
        this.cache = fresh();
    }

    /// The longest window of its expressions.
    int window() {
        return window;
    }

    /// Whether matches of some of its expressions begin with no known text; the others' begin with [#beginnings].
    boolean isWild() {
        return wild;
    }

    /// The folded texts with which the matches of all expressions begin that have any.
    List<String> beginnings() {
        return beginnings.stream().flatMap(List::stream).distinct().toList();
    }

    /// Whether all its expressions have the same window, so that [UnionState#toMatch] says exactly whether one is
    /// alive.
    boolean uniform() {
        return uniform;
    }

    int symbol(int codePoint) {
        return alphabet.of(codePoint);
    }

    /// The state before the first code point of a match.
    ///
    /// @param left context of the code point before
    UnionState anchored(int left) {
        return cache.anchored(asserts ? left : Context.OTHER);
    }

    /// The state in which nothing is alive and anything can begin.
    UnionState free(int left) {
        return cache.free(asserts ? left : Context.OTHER);
    }

    /// Counts code points that were read with it.
    void read(long codePoints) {
        cache.read(codePoints);
    }

    UnionState step(UnionState from, int symbol) {
        UnionState known = from.after(symbol);
        return known != null ? known : makeStep(from, symbol);
    }

    /// Whether a code point between two, both inclusive and none of them a newline or an ASCII word character, can lead
    /// from here to a match of at most `units` more units.
    boolean canTake(UnionState from, int first, int last, int units) {
        Threads takers = new Threads(this);
        for (int pc : from.threads) {
            takers.follow(pc, from.left, Context.OTHER);
        }
        for (int i = 0; i < takers.size(); i++) {
            int part = partOf[takers.get(i)];
            int pc = takers.get(i) - bases[part];
            if (parts[part].program().op(pc) == Program.CHARS
                    && parts[part].program().set(pc).intersects(first, last)
                    && parts[part].futures().units(pc, from.left, Context.OTHER) <= units) {
                return true;
            }
        }
        return false;
    }

    /// The rules of a machine that have a thread in a state.
    int[] rules(UnionState state) {
        return Arrays.stream(state.threads)
                .map(pc -> numbers[partOf[pc]])
                .distinct()
                .toArray();
    }

    int part(int thread) {
        return partOf[thread];
    }

    int base(int part) {
        return bases[part];
    }

    Program program(int part) {
        return parts[part].program();
    }

    private UnionState makeStep(UnionState from, int symbol) {
        int right = alphabet.context(symbol);
        Threads takers = new Threads(this);
        for (int pc : from.threads) {
            takers.follow(pc, from.left, right);
        }
        Threads result = new Threads(this);
        for (int i = 0; i < takers.size(); i++) {
            int part = partOf[takers.get(i)];
            Program program = parts[part].program();
            int pc = takers.get(i) - bases[part];
            if (program.op(pc) == Program.CHARS && alphabet.contains(sets[part][program.other(pc)], symbol)) {
                result.reach(bases[part] + program.next(pc));
            }
        }
        if (from.free) {
            for (int pc : step(cache.wild(from.left), symbol).threads) {
                result.add(pc);
            }
        }
        int[] threads = result.sorted();
        int left = asserts && (threads.length > 0 || from.free) ? right : Context.OTHER;
        UnionCache present = cache;
        UnionState state = present.find(left, from.free, threads);
        if (state == null) {
            UnionState built = new UnionState(left, from.free, threads, toMatch(left, threads));
            state = present.keep(built);
            if (state == null) {
                empty(present);
                return built;
            }
        }
        from.note(symbol, state, alphabet.size());
        return state;
    }

    private void empty(UnionCache full) {
        if (full.worthIt(WORTH)) {
            full.giveBack();
            cache = fresh();
        }
    }

    private UnionCache fresh() {
        Threads all = new Threads(this);
        Threads unknown = new Threads(this);
        for (int i = 0; i < parts.length; i++) {
            int begin = bases[i] + parts[i].program().start();
            all.reach(begin);
            if (beginnings.get(i).isEmpty()) {
                unknown.reach(begin);
            }
        }
        int[] begins = all.sorted();
        int[] wildBegins = unknown.sorted();
        return new UnionCache(
                budget,
                LEAST,
                asserts,
                left -> new UnionState(left, false, begins, toMatch(left, begins)),
                left -> new UnionState(left, false, wildBegins, toMatch(left, wildBegins)),
                left -> new UnionState(left, true, new int[0], Futures.NEVER));
    }

    private int toMatch(int left, int[] threads) {
        int fewest = Futures.NEVER;
        for (int thread : threads) {
            int part = partOf[thread];
            Futures futures = parts[part].futures();
            for (int right = 0; right < Context.COUNT; right++) {
                fewest = Math.min(fewest, futures.units(thread - bases[part], left, right));
            }
        }
        return fewest;
    }
}
