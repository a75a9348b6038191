package dev.errata.rules.match;

import java.util.Arrays;

/// The matches of a [Union]'s expressions from one start, as far as the text goes and until one of them matches.
///
/// **Thread:** confined to its lane; reused from start to start.
final class UnionAttempt {

    /// What is known.
    enum Standing {
        /// None of them matches from here.
        OVER,
        /// None has matched yet, and more text can make one match.
        ALIVE,
        /// One matches, or may: each has to be asked for itself.
        ASK
    }

    private final Union union;
    private final LaneText text;
    private UnionState state;
    private long at;
    private long last;
    private Standing standing = Standing.OVER;

    UnionAttempt(Union union, LaneText text) {
        this.union = union;
        this.text = text;
        this.state = union.anchored(Context.OTHER);
    }

    /// One for each union of a machine.
    static UnionAttempt[] all(Machine machine, LaneText text) {
        return Arrays.stream(machine.unions())
                .map(union -> new UnionAttempt(union, text))
                .toArray(UnionAttempt[]::new);
    }

    /// Begins anew.
    void begin(long from) {
        state = union.anchored(text.contextBefore(from));
        at = from;
        last = from + union.window();
        standing = Standing.ALIVE;
    }

    /// Feeds it the text it has not seen.
    Standing advance() {
        if (standing == Standing.ALIVE) {
            standing = read();
        }
        return standing;
    }

    /// Leaves it: its expressions are asked each for itself.
    ///
    /// @return the rules that may still match
    int[] leave() {
        standing = Standing.OVER;
        return union.rules(state);
    }

    private Standing read() {
        char[] units = text.units();
        long base = text.base();
        int here = (int) (at - base);
        int end = (int) (text.limit() - base);
        int most = (int) (last - base);
        UnionState now = state;
        long begun = at;
        while (here < end) {
            int c = units[here];
            int length = 1;
            if (Character.isSurrogate((char) c)) {
                if (text.pending(base + here)) {
                    break;
                }
                c = text.codePoint(base + here);
                length = Character.charCount(c);
            }
            here += length;
            if (here > most) {
                return Standing.OVER;
            }
            now = union.step(now, union.symbol(c));
            if (now.isHit() || now.isDead()) {
                state = now;
                return now.isHit() ? Standing.ASK : Standing.OVER;
            }
        }
        state = now;
        at = base + here;
        union.read(at - begun);
        return atOpenEnd();
    }

    private Standing atOpenEnd() {
        if (text.ended()) {
            return Standing.OVER;
        }
        int room = (int) (last - at);
        boolean alive;
        if (at < text.limit()) {
            int high = text.unit(at);
            int block = Character.toCodePoint((char) high, Character.MIN_LOW_SURROGATE);
            alive = union.canTake(state, block, block + 0x3FF, room) || union.canTake(state, high, high, room);
        } else {
            alive = state.toMatch <= room;
        }
        if (!alive) {
            return Standing.OVER;
        }
        return union.uniform() ? Standing.ALIVE : Standing.ASK;
    }
}
