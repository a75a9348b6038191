package dev.errata.rules.region;

/// Finds the markers inside lines: tags, `<|tokens|>`, `[TOOL_CALLS]`.
///
/// A tag is decided by its last character, or by the first that does not fit. What a tag names (`<function=NAME>`) and
/// the path in `<path>` are protected with it, as far as the line goes.
///
/// **Thread:** confined to its lane.
final class InlineReader {

    private static final Tags TAGS = new Tags();
    private static final int LONGEST_TOKEN = 40;
    private static final char WIDE_BAR = '\uFF5C';
    private static final char WIDE_BLANK = '\u2581';

    private enum State {
        /// No marker begins here.
        IDLE,
        /// Part of a tag.
        TAG,
        /// The name in `<|name|>`.
        TOKEN,
        /// After the name's second bar.
        CLOSING,
        /// A protected name goes on up to and with `>`.
        NAME,
        /// A protected path goes on up to the next `<`.
        PATH
    }

    private final RegionTrack track;
    private State state = State.IDLE;
    private Region here = Region.PROSE;
    private long from;
    private int node;
    private char bar;
    private int length;

    InlineReader(RegionTrack track) {
        this.track = track;
    }

    /// Whether a character can begin a marker.
    static boolean begins(char c) {
        return c == '<' || c == '[';
    }

    /// What the text is where there is no marker.
    void region(Region region) {
        here = region;
    }

    boolean idle() {
        return state == State.IDLE;
    }

    /// From where on the text may still turn out to be a marker.
    long undecidedFrom() {
        return switch (state) {
            case IDLE, NAME, PATH -> RegionTrack.OPEN;
            case TAG, TOKEN, CLOSING -> from;
        };
    }

    /// The line is protected as a whole, or ended.
    void drop() {
        state = State.IDLE;
    }

    void read(char c, long at) {
        if (state == State.NAME) {
            name(c, at);
            return;
        }
        if (state == State.PATH && c == '<') {
            resume(at);
        }
        if (state == State.TAG || state == State.TOKEN || state == State.CLOSING) {
            state = switch (state) {
                case TAG -> tag(c, at);
                case TOKEN -> token(c);
                default -> c == '>' ? mark(at) : State.IDLE;
            };
            if (state != State.IDLE || c == '>') {
                return;
            }
        }
        if (state == State.IDLE && begins(c)) {
            from = at;
            node = TAGS.step(Tags.ROOT, c);
            state = State.TAG;
        }
    }

    /// Ends the line at its line end.
    void end(long at) {
        if (state == State.NAME || state == State.PATH) {
            resume(at);
        }
        state = State.IDLE;
    }

    private State tag(char c, long at) {
        if (at == from + 1 && (c == '|' || c == WIDE_BAR)) {
            bar = c;
            length = 0;
            return State.TOKEN;
        }
        node = TAGS.step(node, c);
        if (node == Tags.NOWHERE) {
            return State.IDLE;
        }
        String tag = TAGS.tag(node);
        if (tag.isEmpty()) {
            return State.TAG;
        }
        if (tag.endsWith("=")) {
            track.begin(from, Region.PROTECTED);
            return State.NAME;
        }
        if (tag.equals(Tags.PATH)) {
            track.begin(from, Region.PROTECTED);
            return State.PATH;
        }
        return mark(at);
    }

    private State mark(long at) {
        track.begin(from, Region.PROTECTED);
        resume(at + 1);
        return State.IDLE;
    }

    private State token(char c) {
        if (c == bar && length > 0) {
            return State.CLOSING;
        }
        length++;
        boolean fits = Character.isLetterOrDigit(c) || c == '_' || (bar == WIDE_BAR && (c == WIDE_BLANK || c == ' '));
        return fits && length <= LONGEST_TOKEN ? State.TOKEN : State.IDLE;
    }

    private void name(char c, long at) {
        if (c == '>') {
            resume(at + 1);
        } else if (c == ' ' || c == '\t') {
            resume(at);
        }
    }

    private void resume(long at) {
        track.begin(at, here);
        state = State.IDLE;
    }
}
