package dev.errata.rules.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Goes through a lane's text ahead of the cursor and finds the next position where any rule of a machine matches, or
/// may yet.
///
/// Two ways: the [Scout] looks for all known beginnings at once; regular expressions that have none (`\d+`, `.*x`) run
/// as one free [Union] for each window. What is known of a way is kept until the cursor has passed it. A lookout may
/// name a position where nothing matches, never leave one out.
///
/// **Thread:** confined to its lane. **Units:** UTF-16 units from the lane's start.
public final class Lookout {

    /// A match that began this many windows ago is over, and so are those that began in all but the last window since.
    private static final int WINDOWS = 4;

    private final LaneText text;
    private Machine machine = Machine.NONE;
    private UnionAttempt[] closer = {};
    private final Scout.Confirmation confirmation = this::mayMatch;

    /// By way, the scout's last: nothing begins before this.
    private long[] clear = new long[1];

    /// By way: whether something may begin there.
    private boolean[] found = new boolean[1];

    public Lookout(LaneText text) {
        this.text = text;
    }

    /// Begins with another machine, or in another region.
    public void begin(Machine asked) {
        if (machine != asked) {
            machine = asked;
            closer = UnionAttempt.all(asked, text);
            clear = new long[closer.length + 1];
            found = new boolean[closer.length + 1];
        }
        Arrays.fill(clear, -1);
        Arrays.fill(found, false);
    }

    /// The first position from `from`, before `to`, where a match may begin; `to` if there is none.
    ///
    /// @param to the end of the text, or of the region
    /// @param open whether a match may go on after `to`
    public long next(long from, long to, boolean open) {
        long first = scout(machine.scout(), from, to, open);
        Union[] unions = machine.unions();
        for (int u = 0; u < unions.length; u++) {
            if (unions[u].isWild()) {
                if (!found[u] || clear[u] < from) {
                    long start = Math.max(from, clear[u]);
                    found[u] = false;
                    if (start >= first) {
                        clear[u] = start;
                    } else {
                        find(u, unions[u], start, first, open || first < to);
                    }
                }
                first = Math.min(first, clear[u]);
            }
        }
        return first;
    }

    private long scout(@Nullable Scout scout, long from, long to, boolean open) {
        if (scout == null) {
            return to;
        }
        int last = clear.length - 1;
        if (!found[last] || clear[last] < from) {
            long start = Math.max(from, clear[last]);
            clear[last] = start >= to ? start : scout.find(text, start, to, open, confirmation);
            found[last] = clear[last] < to;
        }
        return Math.min(to, clear[last]);
    }

    private boolean mayMatch(int owner, long start, long end) {
        if (owner < 0) {
            UnionAttempt attempt = closer[-1 - owner];
            attempt.begin(start);
            return attempt.advance() != UnionAttempt.Standing.OVER;
        }
        CompiledRule rule = machine.rules()[owner];
        return (!rule.edgeLeft() || !text.wordBefore(start))
                && (!rule.edgeRight() || text.wordAfter(end) != Words.Answer.YES)
                && (!rule.rule().matcher().caseSensitive()
                        || text.holds(rule.rule().matcher().pattern(), start));
    }

    private void find(int way, Union union, long from, long to, boolean open) {
        char[] units = text.units();
        long base = text.base();
        int end = (int) (to - base);
        int at = (int) (from - base);
        int clean = at;
        UnionState state = union.free(text.contextBefore(from));
        while (at < end) {
            int c = units[at];
            int length = 1;
            if (Character.isSurrogate((char) c)) {
                if (text.pending(base + at)) {
                    break;
                }
                c = text.codePoint(base + at);
                length = Character.charCount(c);
            }
            state = union.step(state, union.symbol(c));
            at += length;
            if (state.isHit()) {
                break;
            }
            if (state.isDead()) {
                clean = at;
            } else if (at - clean > WINDOWS * union.window()) {
                clean = at - union.window() + 1;
                clean += text.splitsPair(base + clean) ? 1 : 0;
                at = clean;
                state = union.free(text.contextBefore(base + clean));
            }
        }
        union.read(at - (from - base));
        found[way] = state.isHit() || at < end || (open && clean < end);
        clear[way] = found[way] ? base + clean : to;
    }
}
