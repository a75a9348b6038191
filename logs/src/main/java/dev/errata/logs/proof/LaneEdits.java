package dev.errata.logs.proof;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.RewriteEntry;
import java.util.List;

/// The recorded rewrites of one lane, to be done and undone.
///
/// **Units:** UTF-16. **Errors:** [Misfit] where a rewrite does not fit the text.
///
/// @param entries in order; each after the end of the one before
public record LaneEdits(List<RewriteEntry> entries) {
    public LaneEdits {
        entries = List.copyOf(entries);
    }

    /// A rewrite does not fit the text that it should stand in.
    public static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        Misfit(String reason) {
            super(reason);
        }
    }

    /// The sent text of a raw one.
    public String redo(String raw) throws Misfit {
        var sent = new StringBuilder(raw.length());
        int at = 0;
        for (RewriteEntry entry : entries) {
            int start = start(entry, at, raw.length());
            int end = start + entry.before().length();
            if (!stands(raw, start, entry.before())) {
                throw new Misfit(name(entry) + ": the raw text does not have \"" + shown(entry.before()) + "\" at "
                        + start);
            }
            sent.append(raw, at, start).append(after(entry));
            at = end;
        }
        return sent.append(raw, at, raw.length()).toString();
    }

    /// The raw text of a sent one, halves of surrogate pairs inside a match as U+FFFD.
    public String undo(String sent) throws Misfit {
        var raw = new StringBuilder(sent.length());
        int at = 0;
        for (RewriteEntry entry : entries) {
            long start = at + entry.start() - raw.length();
            if (start < at || start > sent.length()) {
                throw new Misfit(name(entry) + " stands where the sent text has nothing");
            }
            String after = after(entry);
            if (!sent.startsWith(after, (int) start)) {
                throw new Misfit(name(entry) + ": the sent text does not have \"" + shown(after) + "\" at " + start);
            }
            raw.append(sent, at, (int) start).append(entry.before());
            at = (int) start + after.length();
        }
        return raw.append(sent, at, sent.length()).toString();
    }

    private static int start(RewriteEntry entry, int least, int length) throws Misfit {
        if (entry.start() < least || entry.start() > length) {
            throw new Misfit(name(entry) + " begins at " + entry.start()
                    + (entry.start() < least ? ", inside the one before it" : ", behind the end of the raw text"));
        }
        return (int) entry.start();
    }

    /// The record has what was matched as well as its line can hold it.
    private static boolean stands(String raw, int start, String before) {
        int end = start + before.length();
        if (end > raw.length()) {
            return false;
        }
        String found = raw.substring(start, end);
        return found.equals(before) || EventCodec.wellFormed(found).equals(before);
    }

    private static String after(RewriteEntry entry) throws Misfit {
        String after = entry.after();
        if (after == null) {
            throw new Misfit(name(entry) + " says nothing of what it put there");
        }
        return after;
    }

    private static String name(RewriteEntry entry) {
        return "the rewrite of rule " + entry.rule() + " in lane " + entry.lane();
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
