package dev.errata.proxy.exchange;

import java.nio.charset.StandardCharsets;

/// What an exchange costs beyond the model's own time, added up while it lives.
///
/// Three times are told apart: the model's (the rest), the time in which something was held, and Errata's own work.
/// Nothing is allocated per event; of the answer the first and the last few pieces are remembered, as arrays that
/// exist anyway, to read the token counts out of them at the end.
///
/// **Thread:** its exchange's event loop.
public final class Costs {
    private static final int LAST = 4;
    private static final int READ_FIRST = 4 << 10;
    private static final int READ_LAST = 4 << 10;
    private static final byte[] NONE = {};

    private final byte[][] last = {NONE, NONE, NONE, NONE};
    private byte[] first = NONE;
    private int pieces;
    private long ownNanos;
    private long heldNanos;
    private long heldSince;
    private boolean holding;

    /// Only an exchange has costs.
    Costs() {}

    /// Errata has worked for it.
    public void own(long nanos) {
        ownNanos += nanos;
    }

    /// Whether something is held now.
    public void holding(boolean now) {
        if (now != holding) {
            holding = now;
            if (now) {
                heldSince = System.nanoTime();
            } else {
                heldNanos += System.nanoTime() - heldSince;
            }
        }
    }

    /// A piece of an answer that is read. It is kept, not copied.
    public void answer(byte[] piece) {
        if (piece.length > 0) {
            if (pieces == 0) {
                first = piece;
            }
            last[pieces++ % LAST] = piece;
        }
    }

    long ownNanos() {
        return ownNanos;
    }

    long heldNanos() {
        holding(false);
        return heldNanos;
    }

    /// Reads the token counts and lets the pieces go.
    TokenCount tokens() {
        if (pieces == 0) {
            return TokenCount.UNKNOWN;
        }
        var text = new StringBuilder();
        text.append(new String(first, 0, Math.min(first.length, READ_FIRST), StandardCharsets.ISO_8859_1));
        int newest = pieces - 1;
        int oldest = newest;
        int bytes = last[newest % LAST].length;
        while (oldest > 0 && newest - oldest < LAST - 1 && bytes < READ_LAST) {
            bytes += last[--oldest % LAST].length;
        }
        for (int i = oldest; i <= newest; i++) {
            byte[] piece = last[i % LAST];
            int from = Math.max(0, piece.length - READ_LAST);
            text.append(new String(piece, from, piece.length - from, StandardCharsets.ISO_8859_1));
        }
        for (int i = 0; i < LAST; i++) {
            last[i] = NONE;
        }
        first = NONE;
        pieces = 0;
        return TokenCount.in(text.toString());
    }
}
