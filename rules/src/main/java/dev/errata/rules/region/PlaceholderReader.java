package dev.errata.rules.region;

import java.util.List;

/// Finds lazy placeholders: a comment alone on its line that begins with three dots, as `// ... existing code ...`.
///
/// Clients put the file's own lines in its place. It is decided at the third dot: what the rest of the line says does
/// not matter.
///
/// **Thread:** confined to its lane.
final class PlaceholderReader {

    /// What begins a comment.
    static final List<String> LEADERS = List.of("//", "#", "--", "/*", "{/*", "<!--", ";", "%");

    /// Their first characters: nearly no line gets further.
    static final String FIRST = "/#-{<;%";

    private static final char ELLIPSIS = '\u2026';

    private enum State {
        INDENT,
        LEADER,
        GAP,
        /// It is none, or it is known to be one.
        DONE
    }

    private final StringBuilder leader = new StringBuilder();
    private State state = State.DONE;
    private long from;
    private int dots;
    private boolean found;

    void begin() {
        state = State.INDENT;
        found = false;
        leader.setLength(0);
        dots = 0;
    }

    boolean reads() {
        return state != State.DONE;
    }

    /// Whether only blanks were read so far.
    boolean indents() {
        return state == State.INDENT;
    }

    void drop() {
        state = State.DONE;
    }

    /// Whether the line is a placeholder for certain.
    boolean found() {
        return found;
    }

    /// Where its comment begins.
    long from() {
        return from;
    }

    long undecidedFrom() {
        return switch (state) {
            case INDENT, DONE -> RegionTrack.OPEN;
            case LEADER, GAP -> from;
        };
    }

    void read(char c, long at) {
        boolean blank = c == ' ' || c == '\t';
        switch (state) {
            case INDENT -> {
                if (!blank) {
                    from = at;
                    state = State.DONE;
                    if (FIRST.indexOf(c) >= 0) {
                        leader(c);
                    }
                }
            }
            case LEADER -> leader(c);
            case GAP -> {
                if (c == ELLIPSIS && dots == 0) {
                    dots = 3;
                } else if (c == '.') {
                    dots++;
                } else if (!blank || dots > 0) {
                    state = State.DONE;
                }
                if (dots == 3) {
                    found = true;
                    state = State.DONE;
                }
            }
            case DONE -> {}
        }
    }

    private void leader(char c) {
        leader.append(c);
        state = State.DONE;
        for (String known : LEADERS) {
            if (known.contentEquals(leader)) {
                state = State.GAP;
                return;
            }
            if (known.startsWith(leader.toString())) {
                state = State.LEADER;
            }
        }
    }
}
