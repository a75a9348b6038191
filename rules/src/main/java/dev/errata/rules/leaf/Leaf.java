package dev.errata.rules.leaf;

import dev.errata.rules.stream.LaneRewriter;
import java.util.Arrays;

/// One string value: its own rewriter over the decoded text, and where each unit of that stands in the JSON text.
final class Leaf {

    private final LaneRewriter lane;
    private final long start;
    private final StringBuilder fresh = new StringBuilder();
    private long decoded;

    /// Decoded positions after which the JSON text runs ahead by more, and by how much it then is ahead.
    private int[] after = new int[16];

    private int[] ahead = new int[16];
    private int escapes;

    /// @param start where its inside begins in the JSON text
    Leaf(LaneRewriter lane, long start) {
        this.lane = lane;
        this.start = start;
    }

    void unit(char unit, int spelled) {
        fresh.append(unit);
        decoded++;
        if (spelled > 1) {
            if (escapes == after.length) {
                after = Arrays.copyOf(after, 2 * escapes);
                ahead = Arrays.copyOf(ahead, 2 * escapes);
            }
            after[escapes] = Math.toIntExact(decoded);
            ahead[escapes] = (escapes == 0 ? 0 : ahead[escapes - 1]) + spelled - 1;
            escapes++;
        }
    }

    /// Pushes what came since the last time.
    LaneRewriter flush() {
        if (!fresh.isEmpty()) {
            lane.push(fresh);
            fresh.setLength(0);
        }
        return lane;
    }

    /// Where everything up to here is decided, in the JSON text.
    long settled() {
        return place(lane.settled());
    }

    /// Where a decoded position stands in the JSON text.
    long place(long position) {
        int found = Arrays.binarySearch(after, 0, escapes, Math.toIntExact(position));
        int before = found >= 0 ? found : -found - 2;
        return start + position + (before < 0 ? 0 : ahead[before]);
    }
}
