package dev.errata.rules.region;

import dev.errata.rules.match.LaneText;

/// Reads the lines of a patch or a diff: of a line that begins with `+` the rest is open to rules, all else is not.
///
/// Each such rest is a region of its own, up to its line end: the next line begins with a sign again, so no match may
/// go on there. `+++ ` right below `--- ` is a header and no new line.
///
/// **Thread:** confined to its lane.
final class PatchLines {

    private static final String OLD_HEADER = "--- ";
    private static final String NEW_HEADER = "+++ ";

    private final RegionTrack track;
    private Region.Scoped side = Region.PROSE;
    private long start;
    private boolean reads;
    private boolean added;
    private boolean belowOld;

    /// How much of a header's sign was read, -1 if it is none.
    private int header = -1;

    private boolean old;
    private boolean file;

    PatchLines(RegionTrack track) {
        this.track = track;
    }

    /// Begins a patch.
    ///
    /// @param open what new lines belong to until a header names a file
    void begin(Region.Scoped open) {
        side = open;
        belowOld = false;
    }

    /// Takes the language of a file that a line names; empty says nothing.
    void language(String language) {
        if (!language.isEmpty()) {
            side = new Region.Scoped(side.scope(), language);
        }
    }

    /// Begins a line, where its sign will be.
    void line(long at) {
        start = at;
        reads = true;
        added = false;
        header = -1;
        old = false;
        file = false;
    }

    boolean reads() {
        return reads;
    }

    /// Whether the line is one that the patch adds.
    boolean added() {
        return added;
    }

    /// What the text of a new line belongs to.
    Region.Scoped side() {
        return side;
    }

    /// The line is something else.
    void drop() {
        reads = false;
        added = false;
    }

    long undecidedFrom() {
        return reads && added && header >= 0 ? start : RegionTrack.OPEN;
    }

    void read(char c, long at) {
        if (at == start) {
            file = c == '*';
            added = c == '+';
            if (added) {
                track.begin(at + 1, side);
            }
            old = c == '-';
            header = old || (added && belowOld) ? 1 : -1;
            reads = header >= 0;
            return;
        }
        String sign = old ? OLD_HEADER : NEW_HEADER;
        header = c == sign.charAt(header) ? header + 1 : -1;
        reads = header >= 0 && header < sign.length();
        if (header == sign.length()) {
            file = true;
            if (added) {
                added = false;
                track.begin(start, Region.PROTECTED);
            }
        }
    }

    /// Ends the line at its line end.
    void end(LaneText text, long at) {
        if (added) {
            track.begin(at, Region.PROTECTED);
        }
        if (file) {
            language(path(text, at));
        }
        belowOld = old && header == OLD_HEADER.length();
        reads = false;
    }

    /// The language of the file that a header names.
    private String path(LaneText text, long at) {
        long from = start + OLD_HEADER.length();
        if (header < 0 && at - start <= PathLine.LONGEST) {
            while (from < at && text.unit(from - 2) != ':') {
                from++;
            }
        }
        return from < at ? PathLine.language(text, from, at) : "";
    }
}
