package dev.errata.rules.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Asks a machine about one position: which rules match there, and is that decided?
///
/// The position is undecided exactly as long as two continuations of the text exist that give different answers. So an
/// undecided rule counts only if what it may still become would be taken before the best match that is certain. Left
/// conservative, as deciding them would need the product of rules and regions: a rule whose longer match would lie
/// outside its region but for a fence line that the same text would have to complete; and groups that depend on the
/// code point after the match.
///
/// **Thread:** confined to its lane; reused from position to position.
public final class Probe {

    /// What a position holds.
    public enum Verdict {
        /// More text can change the answer.
        UNDECIDED,
        /// No rule matches.
        NONE,
        /// [#rule] matches up to [#end].
        MATCH
    }

    private enum Standing {
        CERTAIN,
        OPEN,
        VOID
    }

    private final LaneText text;
    private Machine machine = Machine.NONE;
    private long start = -1;
    private boolean edges;

    /// Node and position in the exact and in the folded trie.
    private final int[] nodes = {LiteralTrie.NOWHERE, LiteralTrie.NOWHERE};

    private final long[] places = new long[2];

    private UnionAttempt[] together = new UnionAttempt[0];

    /// The regular expressions that have to be asked each for itself.
    private final List<Attempt> attempts = new ArrayList<>();
    private int attempting;

    private int[] foundRules = new int[8];
    private long[] foundEnds = new long[8];
    private int found;

    private int winner;
    private long winnerEnd;

    public Probe(LaneText text) {
        this.text = text;
    }

    /// Whether a position is being asked about.
    public boolean active() {
        return start >= 0;
    }

    public long start() {
        return start;
    }

    /// Stops asking.
    public void clear() {
        start = -1;
    }

    /// Whose rules are asked about from now on.
    public void use(Machine asked) {
        clear();
        if (machine != asked) {
            machine = asked;
            together = UnionAttempt.all(asked, text);
        }
    }

    /// Begins to ask about a position that holds a unit and splits no pair.
    public void begin(long at) {
        start = at;
        found = 0;
        edges = !machine.hasEdges() || !text.wordBefore(at);
        for (int i = 0; i < 2; i++) {
            nodes[i] = machine.trie(i == 1).isEmpty() ? LiteralTrie.NOWHERE : LiteralTrie.ROOT;
            places[i] = at;
        }
        attempting = 0;
        for (UnionAttempt all : together) {
            all.begin(at);
        }
    }

    private void attempt(int number) {
        CompiledRule rule = machine.rules()[number];
        if (attempting == attempts.size()) {
            attempts.add(new Attempt());
        }
        attempts.get(attempting++)
                .begin(
                        number,
                        rule.rule().window(),
                        rule.usesGroups(),
                        rule.regexOrThrow().automaton(),
                        text,
                        start);
    }

    /// Chooses among the rules, with all text there is.
    ///
    /// @param certain a match that ends at or before this position is inside its region
    /// @param possible a match that ends after this position is not
    public Verdict choose(long certain, long possible) {
        advance();
        winner = -1;
        for (int i = 0; i < found; i++) {
            if (standing(i, certain, possible) == Standing.CERTAIN && beatsWinner(foundRules[i], foundEnds[i])) {
                winner = foundRules[i];
                winnerEnd = foundEnds[i];
            }
        }
        for (int i = 0; i < found; i++) {
            if (standing(i, certain, possible) == Standing.OPEN && beatsWinner(foundRules[i], foundEnds[i])) {
                return Verdict.UNDECIDED;
            }
        }
        boolean roomBeyond = text.limit() < possible;
        if (roomBeyond && (fearsLonger(livePriority(0)) || fearsLonger(livePriority(1)))) {
            return Verdict.UNDECIDED;
        }
        if (roomBeyond && anyTogether()) {
            if (winner < 0) {
                return Verdict.UNDECIDED;
            }
            // Whether they may be preferred depends on who they are.
            for (UnionAttempt all : together) {
                if (all.advance() == UnionAttempt.Standing.ALIVE) {
                    ask(all);
                }
            }
            advanceAttempts();
        }
        for (int i = 0; i < attempting; i++) {
            Attempt attempt = attempts.get(i);
            if (!attempt.decided() && fears(attempt, possible)) {
                return Verdict.UNDECIDED;
            }
        }
        return winner < 0 ? Verdict.NONE : Verdict.MATCH;
    }

    private boolean anyTogether() {
        for (UnionAttempt all : together) {
            if (all.advance() == UnionAttempt.Standing.ALIVE) {
                return true;
            }
        }
        return false;
    }

    private void ask(UnionAttempt all) {
        for (int number : all.leave()) {
            attempt(number);
        }
    }

    private boolean fears(Attempt attempt, long possible) {
        if (attempt.canGrow()
                && text.limit() < possible
                && fearsLonger(machine.rules()[attempt.number()].rule().priority())) {
            return true;
        }
        if (attempt.canMatchHere() && attempt.at() <= possible && beatsWinner(attempt.number(), attempt.at())) {
            return true;
        }
        return attempt.matched() >= 0
                && attempt.matched() <= possible
                && beatsWinner(attempt.number(), attempt.matched());
    }

    /// Whether a match that ends after all text there is would be taken first.
    private boolean fearsLonger(long priority) {
        return priority != LiteralTrie.NO_RULE
                && (winner < 0 || priority >= machine.rules()[winner].rule().priority());
    }

    private boolean beatsWinner(int number, long end) {
        CompiledRule[] rules = machine.rules();
        return winner < 0 || rules[number].beats(end, rules[winner], winnerEnd);
    }

    /// Collects all rules' matches, each for itself.
    ///
    /// @return false if more text can change them
    public boolean collect(long certain, long possible, List<Found> into) {
        advance();
        boolean open = text.limit() < possible
                && (livePriority(0) != LiteralTrie.NO_RULE || livePriority(1) != LiteralTrie.NO_RULE);
        open |= text.limit() < possible && anyTogether();
        for (int i = 0; i < attempting; i++) {
            open |= !attempts.get(i).decided();
        }
        for (int i = 0; i < found; i++) {
            open |= standing(i, certain, possible) == Standing.OPEN;
        }
        for (int i = 0; !open && i < found; i++) {
            if (standing(i, certain, possible) == Standing.CERTAIN) {
                into.add(new Found(machine.rules()[foundRules[i]], foundEnds[i]));
            }
        }
        return !open;
    }

    /// A rule that matches at the position.
    public record Found(CompiledRule rule, long end) {}

    /// The rule that matches, after [Verdict#MATCH].
    public CompiledRule rule() {
        return machine.rules()[winner];
    }

    /// Where its match ends.
    public long end() {
        return winnerEnd;
    }

    private void advance() {
        walk(0);
        walk(1);
        for (UnionAttempt all : together) {
            if (all.advance() == UnionAttempt.Standing.ASK) {
                ask(all);
            }
        }
        advanceAttempts();
    }

    private void advanceAttempts() {
        for (int i = 0; i < attempting; i++) {
            Attempt attempt = attempts.get(i);
            if (!attempt.decided()) {
                attempt.advance(text);
                if (attempt.decided() && attempt.matched() >= 0) {
                    add(attempt.number(), attempt.matched());
                }
            }
        }
    }

    private void walk(int which) {
        int node = nodes[which];
        if (node == LiteralTrie.NOWHERE) {
            return;
        }
        LiteralTrie trie = machine.trie(which == 1);
        char[] units = text.units();
        long base = text.base();
        long at = places[which];
        long limit = text.limit();
        while (at < limit) {
            int c = units[(int) (at - base)];
            int length = 1;
            if (Character.isSurrogate((char) c)) {
                if (text.pending(at)) {
                    break;
                }
                c = text.codePoint(at);
                length = Character.charCount(c);
            }
            node = trie.step(node, c);
            if (node == LiteralTrie.NOWHERE) {
                break;
            }
            at += length;
            for (int e = trie.entry(node); e != LiteralTrie.NOWHERE; e = trie.nextEntry(e)) {
                if (edges || !machine.rules()[trie.rule(e)].edgeLeft()) {
                    add(trie.rule(e), at);
                }
            }
        }
        if (node != LiteralTrie.NOWHERE && (text.ended() || trie.below(node, edges) == LiteralTrie.NO_RULE)) {
            node = LiteralTrie.NOWHERE;
        }
        nodes[which] = node;
        places[which] = at;
    }

    /// The highest priority of the literals that more text can complete.
    private long livePriority(int which) {
        int node = nodes[which];
        if (node == LiteralTrie.NOWHERE) {
            return LiteralTrie.NO_RULE;
        }
        LiteralTrie trie = machine.trie(which == 1);
        if (places[which] == text.limit()) {
            return trie.below(node, edges);
        }
        int high = text.unit(places[which]);
        int block = Character.toCodePoint((char) high, Character.MIN_LOW_SURROGATE);
        return Math.max(
                trie.below(node, high, high, edges, machine.rules()),
                trie.below(node, block, block + 0x3FF, edges, machine.rules()));
    }

    private void add(int rule, long end) {
        if (found == foundRules.length) {
            foundRules = Arrays.copyOf(foundRules, 2 * found);
            foundEnds = Arrays.copyOf(foundEnds, 2 * found);
        }
        foundRules[found] = rule;
        foundEnds[found++] = end;
    }

    private Standing standing(int i, long certain, long possible) {
        if (foundEnds[i] > possible) {
            return Standing.VOID;
        }
        Standing standing = foundEnds[i] <= certain ? Standing.CERTAIN : Standing.OPEN;
        if (machine.rules()[foundRules[i]].edgeRight()) {
            return switch (text.wordAfter(foundEnds[i])) {
                case YES -> Standing.VOID;
                case UNKNOWN -> Standing.OPEN;
                case NO -> standing;
            };
        }
        return standing;
    }
}
