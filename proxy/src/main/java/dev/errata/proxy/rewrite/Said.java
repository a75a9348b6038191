package dev.errata.proxy.rewrite;

import dev.errata.rules.text.Rewrite;
import java.util.ArrayList;
import java.util.List;

/// As much of a lane's text as it takes to know it again and to tell what the client was sent for it.
///
/// A text that is repeated comes with the repeating event, so it need not be kept: its length and a hash tell whether
/// it is the same, and the same changes give the same sent text. What is kept grows with the changes alone. The hash is
/// no defence against a model server that wants to be mistaken, which could say what it likes anyway.
///
/// **Units:** UTF-16 units of the lane's raw text.
final class Said {

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final List<Rewrite> changes = new ArrayList<>();
    private long length;
    private long hash;
    private long frame = -1;
    private long lengthBefore;
    private long hashBefore;

    /// The lane got more raw text.
    ///
    /// @param in number of the frame that it came in
    void received(String text, long in) {
        if (in != frame) {
            frame = in;
            lengthBefore = length;
            hashBefore = hash;
        }
        hash = hash(hash, text);
        length += text.length();
    }

    /// A rule failed in the middle of a frame, which will be read again: what came in it has not come yet.
    ///
    /// @param at raw text before that frame
    void back(long at) {
        if (length > at) {
            length = lengthBefore;
            hash = hashBefore;
        }
    }

    /// The client got these replacements, in order.
    void changed(List<Rewrite> more) {
        changes.addAll(more);
    }

    boolean changed() {
        return !changes.isEmpty();
    }

    boolean nothing() {
        return length == 0;
    }

    /// Whether this is the raw text.
    boolean is(String text) {
        return text.length() == length && hash(0, text) == hash;
    }

    /// What the client was sent.
    ///
    /// @param raw the raw text
    String sent(String raw) {
        var sent = new StringBuilder(raw.length() + 64);
        int done = 0;
        for (Rewrite change : changes) {
            sent.append(raw, done, Math.toIntExact(change.span().start())).append(change.after());
            done = Math.toIntExact(change.span().end());
        }
        return sent.append(raw, done, raw.length()).toString();
    }

    private static long hash(long begun, String text) {
        long hash = begun;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash + text.charAt(i) + 1) * FACTOR;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
