package dev.errata.rules.region;

import dev.errata.rules.Scope;
import dev.errata.rules.match.LaneText;
import dev.errata.rules.text.Languages;

/// Finds code fences in an answer's text while it arrives.
///
/// An opening fence has up to three blanks, at least three `` ` `` or `~`, and an info string, which after backticks
/// has no backtick. A closing one has the same character, at least as many, and nothing after them but blanks. An
/// unclosed fence runs to the end. A line is decided at its end; before, only where no ending could make it a fence, or
/// none could prevent it.
///
/// The fence's line end belongs to the fence: without it, the marker would join the line below. Fences inside list
/// items or block quotes are seen only where their indentation is at most three.
///
/// **Source:** CommonMark 0.31.2, section 4.5.
final class FenceTracker implements Regions {

    private static final int MAX_INFO = 200;

    private enum Line {
        /// Only blanks so far.
        INDENT,
        /// Fence characters after them.
        MARKER,
        /// An info string after backticks.
        INFO,
        /// Blanks after a closing fence.
        TRAIL,
        /// A tilde fence: whatever follows is its info string.
        TILDES,
        /// No fence.
        PLAIN
    }

    private final RegionTrack track;
    private final StringBuilder info = new StringBuilder();
    private Line line = Line.INDENT;
    private long lineStart;
    private int indent;
    private char marker;
    private int count;
    private String language = "";
    private boolean inCode;
    private char fence;
    private int fenceLength;
    private boolean afterReturn;
    private boolean fenceBefore;

    FenceTracker() {
        this.track = new RegionTrack(Region.PROSE);
        track.decided(0);
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
            if (afterReturn) {
                afterReturn = false;
                if (c == '\n') {
                    if (fenceBefore) {
                        later();
                    }
                    lineStart = at + 1;
                    continue;
                }
            }
            if (c == '\n' || c == '\r') {
                endLine(at + 1);
                afterReturn = c == '\r';
            } else if (line != Line.PLAIN) {
                read(c);
            } else {
                at = text.lineEnd(at) - 1;
            }
        }
        track.decided(line == Line.PLAIN || line == Line.TILDES ? limit : lineStart);
    }

    @Override
    public void end(LaneText text) {
        endLine(text.limit());
        line = Line.PLAIN;
        afterReturn = false;
        track.decided(text.limit());
    }

    /// Moves the start of the open region by one: a line feed that belongs to the line before.
    private void later() {
        track.begin(lineStart, Region.PROTECTED);
        track.begin(lineStart + 1, region());
    }

    private Region region() {
        return inCode ? new Region.Scoped(Scope.CODE, language) : Region.PROSE;
    }

    private void read(char c) {
        switch (line) {
            case INDENT -> {
                if (c == ' ' && indent < 3) {
                    indent++;
                } else if (inCode ? c == fence : c == '`' || c == '~') {
                    marker = c;
                    count = 1;
                    line = Line.MARKER;
                } else {
                    line = Line.PLAIN;
                }
            }
            case MARKER -> marker(c);
            case INFO -> {
                if (c == '`') {
                    line = Line.PLAIN;
                } else {
                    info(c);
                }
            }
            case TRAIL -> line = isBlank(c) ? Line.TRAIL : Line.PLAIN;
            case TILDES -> {
                if (c == '~' && info.isEmpty()) {
                    count++;
                } else {
                    info(c);
                }
            }
            case PLAIN -> {}
        }
    }

    private void marker(char c) {
        if (c == marker) {
            count++;
            if (!inCode && marker == '~' && count == 3) {
                line = Line.TILDES;
                track.begin(lineStart, Region.PROTECTED);
            }
        } else if (!isComplete()) {
            line = Line.PLAIN;
        } else if (inCode) {
            line = isBlank(c) ? Line.TRAIL : Line.PLAIN;
        } else {
            line = Line.INFO;
            info(c);
        }
    }

    private boolean isComplete() {
        return count >= (inCode ? fenceLength : 3);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private void info(char c) {
        if (info.length() < MAX_INFO) {
            info.append(c);
        }
    }

    private void endLine(long end) {
        fenceBefore = switch (line) {
            case INDENT, PLAIN -> false;
            case MARKER -> isComplete();
            case INFO, TRAIL, TILDES -> true;
        };
        if (fenceBefore) {
            if (line != Line.TILDES) {
                track.begin(lineStart, Region.PROTECTED);
            }
            inCode = !inCode;
            fence = marker;
            fenceLength = count;
            language = inCode ? Languages.ofInfoString(info.toString()) : "";
            track.begin(end, region());
        }
        line = Line.INDENT;
        lineStart = end;
        indent = 0;
        info.setLength(0);
    }
}
