package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// The regular expressions of one machine that have the same window, run all at once: one step for each code point,
/// however many they are.
///
/// It knows sets of threads, not preferences, so it cannot say which match is taken; it says where none is. That is
/// nearly everywhere. Asked *anchored*, it follows the matches that begin at one position; asked *free*, those that
/// begin at any position from some point on, and as soon as no thread is alive, no match began before.
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

    /// Whether all its expressions have the same window, so that [UnionState#toMatch] says exactly who is alive.
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
        UnionState known = from.next[symbol];
        return known != null ? known : makeStep(from, symbol);
    }

    /// Whether a code point between two, both inclusive and none of them a newline or an ASCII word character, can lead
    /// from here to a match of at most `units` more units.
    boolean canTake(UnionState from, int first, int last, int units) {
        boolean[] can = new boolean[1];
        follow(from.threads, from.left, Context.OTHER, pc -> {
            Regex part = parts[partOf[pc]];
            int local = pc - bases[partOf[pc]];
            can[0] |= part.program().op(local) == Program.CHARS
                    && part.program().set(local).intersects(first, last)
                    && part.futures().units(local, from.left, Context.OTHER) <= units;
        });
        return can[0];
    }

    /// The rules of a machine that have a thread in a state.
    int[] rules(UnionState state) {
        return Arrays.stream(state.threads)
                .map(pc -> numbers[partOf[pc]])
                .distinct()
                .toArray();
    }

    private UnionState makeStep(UnionState from, int symbol) {
        int right = alphabet.context(symbol);
        BitSet result = new BitSet();
        follow(from.threads, from.left, right, pc -> {
            int part = partOf[pc];
            Program program = parts[part].program();
            int local = pc - bases[part];
            if (program.op(local) == Program.CHARS
                    && alphabet.contains(sets[part][program.other(local)], symbol)) {
                result.set(bases[part] + program.next(local));
            }
        });
        if (from.free) {
            for (int pc : step(anchored(from.left), symbol).threads) {
                result.set(pc);
            }
        }
        int[] threads = result.stream().toArray();
        int left = asserts && (threads.length > 0 || from.free) ? right : Context.OTHER;
        UnionCache present = cache;
        UnionState state = present.find(left, from.free, threads);
        if (state == null) {
            UnionState built = build(left, from.free, threads);
            state = present.keep(built);
            if (state == null) {
                empty(present);
                return built;
            }
        }
        from.next[symbol] = state;
        return state;
    }

    private void empty(UnionCache full) {
        if (full.worthIt(WORTH)) {
            full.giveBack();
            cache = fresh();
        }
    }

    private UnionCache fresh() {
        int[] begins = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            begins[i] = bases[i] + parts[i].program().start();
        }
        Arrays.sort(begins);
        return new UnionCache(budget, LEAST, asserts, left -> build(left, false, begins), left ->
                build(left, true, new int[0]));
    }

    private UnionState build(int left, boolean free, int[] threads) {
        boolean[] hit = new boolean[1];
        int[] toMatch = {Futures.NEVER};
        for (int right = 0; right < (asserts ? Context.COUNT : 1); right++) {
            int context = asserts ? right : Context.OTHER;
            follow(threads, left, context, pc -> {
                Regex part = parts[partOf[pc]];
                int local = pc - bases[partOf[pc]];
                hit[0] |= part.program().op(local) == Program.MATCH;
                if (!free) {
                    toMatch[0] = Math.min(toMatch[0], fewest(part, local, left, context));
                }
            });
        }
        return new UnionState(left, free, threads, hit[0], toMatch[0], alphabet.size());
    }

    private int fewest(Regex part, int pc, int left, int right) {
        if (asserts) {
            return part.futures().units(pc, left, right);
        }
        int fewest = Futures.NEVER;
        for (int any = 0; any < Context.COUNT; any++) {
            fewest = Math.min(fewest, part.futures().units(pc, left, any));
        }
        return fewest;
    }

    /// Follows threads through everything that takes no code point.
    private void follow(int[] threads, int left, int right, IntConsumer reached) {
        BitSet seen = new BitSet();
        int[] stack = new int[16];
        for (int thread : threads) {
            int part = partOf[thread];
            int base = bases[part];
            Program program = parts[part].program();
            int depth = 0;
            stack[depth++] = thread - base;
            while (depth > 0) {
                int pc = stack[--depth];
                if (seen.get(base + pc)) {
                    continue;
                }
                seen.set(base + pc);
                if (depth + 2 > stack.length) {
                    stack = Arrays.copyOf(stack, 2 * stack.length);
                }
                switch (program.op(pc)) {
                    case Program.SPLIT -> {
                        stack[depth++] = program.other(pc);
                        stack[depth++] = program.next(pc);
                    }
                    case Program.ASSERT -> {
                        if (program.holds(pc, left, right)) {
                            stack[depth++] = program.next(pc);
                        }
                    }
                    case Program.SAVE -> stack[depth++] = program.next(pc);
                    default -> reached.accept(base + pc);
                }
            }
        }
    }
}
