package dev.errata.rules.match;

import java.util.Arrays;

/// Goes through a lane's text ahead of the cursor and finds the next position where any rule of a machine matches, or
/// may yet.
///
/// Each part of the machine (two tries, the regular expressions by window) is looked through for itself, and only as far
/// as the others make it worth while; what is known of a part is kept until the cursor has passed it. It may name a
/// position where nothing matches, never leave one out.
///
/// **Thread:** confined to its lane. **Units:** UTF-16 units from the lane's start.
public final class Lookout {

    /// A match that began this many windows ago is over, and so are those that began in all but the last window since.
    private static final int WINDOWS = 4;

    private Machine machine = Machine.NONE;

    /// By part: nothing begins before this.
    private long[] clear = new long[0];

    /// By part: whether something may begin there.
    private boolean[] found = new boolean[0];

    /// Begins with another machine, or in another region.
    public void begin(Machine asked) {
        machine = asked;
        int parts = asked.scouts().length + asked.unions().length;
        if (clear.length < parts) {
            clear = new long[parts];
            found = new boolean[parts];
        }
        Arrays.fill(clear, -1);
        Arrays.fill(found, false);
    }

    /// The first position from `from`, before `to`, where a match may begin; `to` if there is none.
    ///
    /// @param to the end of the text, or of the region
    /// @param open whether a match may go on after `to`
    public long next(LaneText text, long from, long to, boolean open) {
        long first = to;
        LiteralScout[] scouts = machine.scouts();
        for (int i = 0; i < scouts.length; i++) {
            if (!found[i] || clear[i] < from) {
                long start = Math.max(from, clear[i]);
                clear[i] = start >= first ? start : scouts[i].find(text, start, first, open || first < to);
                found[i] = clear[i] < first;
            }
            first = Math.min(first, clear[i]);
        }
        Union[] unions = machine.unions();
        for (int u = 0; u < unions.length; u++) {
            int i = scouts.length + u;
            if (!found[i] || clear[i] < from) {
                long start = Math.max(from, clear[i]);
                found[i] = false;
                if (start >= first) {
                    clear[i] = start;
                } else {
                    find(i, unions[u], text, start, first, open || first < to);
                }
            }
            first = Math.min(first, clear[i]);
        }
        return first;
    }

    private void find(int part, Union union, LaneText text, long from, long to, boolean open) {
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
            if (state.hit) {
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
        found[part] = state.hit || at < end || (open && clean < end);
        clear[part] = found[part] ? base + clean : to;
    }
}
