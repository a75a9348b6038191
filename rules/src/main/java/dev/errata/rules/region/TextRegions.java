package dev.errata.rules.region;

import dev.errata.rules.Scope;
import dev.errata.rules.match.LaneText;
import java.util.Set;

/// Divides a text that has lines: an answer, a patch, a leaf of a tool call's arguments.
///
/// Each line is read by several readers side by side until each has given up, which most do at its first character;
/// then only `<` and `[` matter until the line ends.
///
/// ```
/// line ----> LineMarkReader     <<<<<<< SEARCH   *** Begin Patch   --- a/x       at the very beginning
///      +---> BlockReader        > - ```java                                      outside of edits
///      +---> PatchLines         +new  -old   context                             in patches and diffs
///      +---> PlaceholderReader  // ... existing code ...
///      +---> InlineReader       <think>  <|channel|>                             anywhere in the line
/// ```
///
/// What a line is, is the last word: a line that turns out to be a marker is protected from its beginning, whatever was
/// found in it before. Its line end belongs to it, as without it the marker would join the line below.
/// While a line may still be a marker its text counts as not decided, from where the marker would begin.
///
/// **Thread:** confined to its lane.
final class TextRegions implements Regions {

    private static final String DIFF_SIGNS = "+- @\\\r\n";
    private static final String DIFF_LANGUAGE = "diff";

    private final RegionTrack track;
    private final BlockReader block = new BlockReader();
    private final LineMarkReader marks = new LineMarkReader();
    private final PlaceholderReader placeholder = new PlaceholderReader();
    private final InlineReader inline;
    private final PatchLines patch;
    private final EditMode edit;

    private Region.Scoped fenced = new Region.Scoped(Scope.CODE, "");
    private long lineStart;

    /// Where the line's content begins, as far as was acted upon.
    private long content;

    private boolean begun;

    /// Whether the line needs no reader but that of markers inside it.
    private boolean plain;

    private boolean marked;
    private boolean patchLine;
    private boolean afterReturn;

    private TextRegions(TextMode outside, Region.Scoped base, Region first) {
        this.edit = new EditMode(outside, base);
        this.track = new RegionTrack(first);
        this.inline = new InlineReader(track);
        this.patch = new PatchLines(track);
        track.decided(0);
    }

    static Regions answer() {
        return new TextRegions(TextMode.ANSWER, new Region.Scoped(Scope.CODE, ""), Region.PROSE);
    }

    static Regions patch(Region.Scoped side) {
        TextRegions regions = new TextRegions(TextMode.PATCH_LEAF, side, Region.PROTECTED);
        regions.patch.begin(side);
        return regions;
    }

    static Regions leaf(Region.Scoped region) {
        return new TextRegions(TextMode.LEAF, region, region);
    }

    @Override
    public RegionTrack track() {
        return track;
    }

    @Override
    public void feed(LaneText text, long from) {
        long limit = text.limit();
        for (long at = from; at < limit; at++) {
            char c = text.unit(at);
            if (afterReturn && c == '\n') {
                afterReturn = false;
                continue;
            }
            afterReturn = false;
            if (!begun) {
                if (edit.isAnswer() && block.fencesAlone() && !inDiffFence()) {
                    long first = text.blanksEnd(at);
                    if (PlainStart.is(text, at, first)) {
                        beginPlain(at);
                        at = next(text, first) - 1;
                        continue;
                    }
                }
                begin(c, at);
            }
            if (c == '\n' || c == '\r') {
                endLine(text, at);
                afterReturn = c == '\r';
            } else if (quiet()) {
                at = next(text, at) - 1;
            } else if ((c == ' ' || c == '\t') && indented()) {
                at = text.blanksEnd(at) - 1;
            } else {
                read(c, at);
            }
        }
        track.decided(begun ? Math.min(limit, undecidedFrom()) : limit);
    }

    @Override
    public void end(LaneText text) {
        if (begun) {
            endLine(text, text.limit());
            begun = true;
            marks.begin(LineMark.NONE, ' ');
            patchLine = false;
            track.from(text.limit(), body());
            inline.region(body());
        }
        afterReturn = false;
        track.decided(text.limit());
    }

    /// Whether nothing can come of the line's next characters, up to those that begin a marker inside it.
    private boolean quiet() {
        return !block.reads() && !marks.alive() && !placeholder.reads() && !patch.reads() && inline.idle();
    }

    /// Whether nothing can come of more blanks.
    private boolean indented() {
        return placeholder.indents() && !block.reads() && !marks.alive() && !patch.reads() && inline.idle();
    }

    private long next(LaneText text, long from) {
        if (!edit.inAnswer() || marked || edit.now() == TextMode.OLD_SIDE) {
            return text.lineEnd(from);
        }
        long at = text.lineEndOr('<', '[', from);
        if (at < text.limit() && InlineReader.begins(text.unit(at))) {
            inline.read(text.unit(at), at);
            return at + 1;
        }
        return at;
    }

    private long undecidedFrom() {
        long from = marks.alive() ? lineStart : RegionTrack.OPEN;
        if (marked) {
            return from;
        }
        long edits = Math.min(block.undecidedFrom(), patch.undecidedFrom());
        return Math.min(Math.min(from, edits), Math.min(placeholder.undecidedFrom(), inline.undecidedFrom()));
    }

    /// Begins a line that is nothing but code of the open fence.
    private void beginPlain(long at) {
        begun = true;
        plain = true;
        lineStart = at;
        content = at;
        marked = false;
        patchLine = false;
        block.begin(at, false);
        block.plain();
        track.from(at, fenced());
        inline.region(fenced());
        marks.begin(LineMark.NONE, ' ');
        placeholder.drop();
    }

    private void begin(char c, long at) {
        begun = true;
        plain = false;
        lineStart = at;
        marked = false;
        patchLine = false;
        if (edit.now() == TextMode.DIFF && DIFF_SIGNS.indexOf(c) < 0) {
            edit.leave();
        }
        switch (edit.now()) {
            case ANSWER -> {
                block.begin(at, false);
                content = at;
                beginInBlock(at);
            }
            case PATCH -> {
                if (block.inFence()) {
                    block.begin(at, true);
                    content = at;
                }
                beginInPatch(at);
            }
            case PATCH_LEAF, DIFF -> beginInPatch(at);
            case LEAF, NEW_SIDE -> {
                track.from(at, body());
                placeholder.begin();
            }
            case OLD_SIDE -> track.from(at, Region.PROTECTED);
        }
        inline.region(body());
        marks.begin(asked(), c);
    }

    private Set<LineMark> asked() {
        if (!edit.isAnswer()) {
            return edit.now().marks();
        }
        return inDiffFence()
                ? LineMark.LOOSE_PATCH
                : edit.belowDiffOld() ? LineMark.BELOW_DIFF_OLD : edit.now().marks();
    }

    /// What the text of a line is where no marker is, as far as the lines before it say so.
    private Region body() {
        return switch (edit.now()) {
            case ANSWER -> !block.inFence() ? Region.PROSE : inDiffFence() ? Region.PROTECTED : fenced();
            case PATCH_LEAF, PATCH, DIFF, OLD_SIDE -> Region.PROTECTED;
            case LEAF -> edit.base();
            case NEW_SIDE -> edit.newSide();
        };
    }

    private Region.Scoped fenced() {
        if (!fenced.language().equals(block.language())) {
            fenced = new Region.Scoped(Scope.CODE, block.language());
        }
        return fenced;
    }

    private boolean inDiffFence() {
        return block.inFence() && block.language().equals(DIFF_LANGUAGE);
    }

    private void beginInPatch(long at) {
        track.from(at, Region.PROTECTED);
        patch.line(at);
        patchLine = true;
    }

    private void beginInBlock(long at) {
        switch (block.standing()) {
            case OUTSIDE, ENDED -> {
                track.from(at, Region.PROSE);
                placeholder.begin();
            }
            case INSIDE -> {
                if (inDiffFence()) {
                    beginInPatch(at);
                } else {
                    track.from(at, fenced());
                    placeholder.begin();
                }
            }
            case UNSURE -> {
                if (continues()) {
                    track.from(at, fenced());
                    track.unsure(at, Region.PROSE);
                } else {
                    track.from(at, Region.PROSE);
                    track.unsure(at, fenced());
                }
                placeholder.begin();
            }
        }
    }

    /// Whether lines of the open fence belong together, with no protected signs of containers between them.
    private boolean continues() {
        return !block.quoted() && !inDiffFence();
    }

    private void read(char c, long at) {
        if (block.reads()) {
            block.read(c, at);
            settle();
        }
        if (marks.alive()) {
            marks.read(c);
            if (marks.found() != null) {
                protect(lineStart);
            }
        }
        if (marked) {
            return;
        }
        if (patch.reads() && at >= block.contentAt()) {
            patch.read(c, at);
            inline.region(patch.added() ? patch.side() : Region.PROTECTED);
        }
        if (placeholder.reads()) {
            placeholder.read(c, at);
            if (placeholder.found()) {
                protect(placeholder.from());
                return;
            }
        }
        if (edit.inAnswer() && edit.now() != TextMode.OLD_SIDE && (!patchLine || patch.added())) {
            inline.read(c, at);
        }
    }

    /// Draws what follows from the containers of the line.
    private void settle() {
        if (track.unsure() < RegionTrack.OPEN && block.standing() != Standing.UNSURE) {
            track.sure();
            if (block.standing() == Standing.ENDED) {
                track.from(lineStart, Region.PROSE);
            } else if (!continues()) {
                beginContent();
            }
            inline.region(body());
        } else if (block.standing() == Standing.INSIDE && block.contentAt() != content && !continues()) {
            beginContent();
        }
        if (block.fenceLine() && !marked) {
            protect(block.fenceFrom());
        }
    }

    /// The line is in a fence whose containers have signs, which are protected.
    private void beginContent() {
        content = block.contentAt();
        track.begin(lineStart, Region.PROTECTED);
        if (inDiffFence()) {
            placeholder.drop();
            patch.line(content);
            patchLine = true;
        } else {
            track.begin(content, fenced());
        }
    }

    /// The rest of the line is a marker.
    private void protect(long from) {
        track.begin(from, Region.PROTECTED);
        marked = true;
        placeholder.drop();
        inline.drop();
        patch.drop();
    }

    private void endLine(LaneText text, long at) {
        begun = false;
        if (plain) {
            inline.end(at);
            edit.ended(text, lineStart, at, false);
            return;
        }
        boolean wasInFence = block.inFence();
        block.end(at);
        settle();
        marks.end();
        LineMark mark = marks.found();
        if (mark != null) {
            protect(lineStart);
        }
        inline.end(at);
        if (patchLine) {
            patch.end(text, at);
        }
        placeholder.drop();
        if (mark != null) {
            enter(mark, text, at);
        } else if (edit.now() == TextMode.PATCH && wasInFence && !block.inFence()) {
            edit.leave();
        }
        if (block.fenceLine() && inDiffFence()) {
            patch.begin(fenced());
        }
        edit.ended(text, lineStart, at, mark == LineMark.DIFF_OLD);
    }

    private void enter(LineMark mark, LaneText text, long at) {
        if (edit.isAnswer()) {
            block.leaveContainers();
        }
        boolean fence = edit.isAnswer() && block.inFence() && !inDiffFence();
        edit.enter(mark, text, lineStart, at, fence ? block.language() : "", patch);
    }
}
