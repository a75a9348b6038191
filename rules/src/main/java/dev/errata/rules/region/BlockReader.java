package dev.errata.rules.region;

import dev.errata.rules.text.Languages;

/// Finds fenced code by CommonMark while a text arrives: block quotes, list items and the fences in them.
///
/// Each line is read from its beginning until nothing in it can be a fence any more; that is a few characters in most
/// lines. First the open containers are matched (`>`, or a list item's indentation), then new ones may begin, then a
/// fence may. What is left of CommonMark is here only for what it says about containers: a paragraph's lazy lines keep
/// them open, and a heading, a break or an underline ends a paragraph.
///
/// Where Errata reads otherwise than CommonMark, on purpose:
///
/// | CommonMark | here | why |
/// |---|---|---|
/// | a fence inside an HTML block is none | it is one | a line `<think>` or `<diff>` begins such a block, and clients see the fence |
/// | containers nest as deep as you like | 64 deep | memory; deeper ones are text |
/// | link definitions are no paragraph | they are one | it only matters to a list that begins right below with another number than 1 |
///
/// **Thread:** confined to its lane. **Units:** columns count from 0, a tab goes to the next multiple of 4.
///
/// **Source:** CommonMark 0.31.2, sections 2.2, 4.1 to 4.5, 5.1, 5.2 and the appendix on parsing.
final class BlockReader {

    private static final int MAX_INFO = 200;

    /// Where a line stands to the fence that was open before it.
    enum Standing {
        /// No fence was open.
        OUTSIDE,
        /// It may be in the fence, or its containers may have ended.
        UNSURE,
        /// It is in the fence, be it as the closing line.
        INSIDE,
        /// A container ended, and the fence with it.
        ENDED
    }

    private enum Phase {
        /// Only containers and blanks so far.
        BLANKS,
        /// After `>`: one blank belongs to it.
        QUOTED,
        /// The number of a list item, if that is what follows.
        DIGITS,
        /// After a bullet, or a number with its point: a blank must follow.
        MARKER,
        /// The blanks after that.
        GAP,
        /// Characters of a fence.
        RUN,
        /// The info string after backticks, which must not have one.
        INFO,
        /// The info string after tildes: a fence, whatever follows.
        TILDES,
        /// Blanks after a closing fence.
        TRAIL,
        /// What may be a break, as `***` or `- - -`, and can be no list item.
        BREAK,
        /// The `#` of a heading.
        HEADING,
        /// The `=` below a paragraph.
        UNDERLINE,
        /// The blanks after them.
        UNDERLINED,
        /// Nothing in the rest of the line matters.
        DONE
    }

    private final Containers containers = new Containers();
    private char fence;
    private int fenceLength;
    private String language = "";

    private Phase phase = Phase.DONE;
    private Standing standing = Standing.OUTSIDE;
    private boolean strict;
    private boolean fenceLine;
    private long lineStart;
    private long markerEnd;
    private long contentAt;
    private long gapFrom;
    private int column;
    private int base;
    private int count;
    private int number;
    private char sign;
    private int signEnd;
    private char rule;
    private int ruleCount;
    private int ruleDepth;
    private final StringBuilder info = new StringBuilder();

    /// Begins a line, at its first character.
    ///
    /// @param strictly whether an indented fence does not close the open one
    void begin(long at, boolean strictly) {
        strict = strictly;
        phase = Phase.BLANKS;
        standing = fence == 0 ? Standing.OUTSIDE : !containers.any() ? Standing.INSIDE : Standing.UNSURE;
        fenceLine = false;
        lineStart = at;
        markerEnd = at;
        contentAt = at;
        column = 0;
        base = 0;
        containers.begin();
        rule = 0;
        info.setLength(0);
    }

    /// Whether the line's next character matters.
    boolean reads() {
        return phase != Phase.DONE;
    }

    /// Whether a fence is open after what was read.
    boolean inFence() {
        return fence != 0;
    }

    /// Whether the open fence stands in a container.
    boolean contained() {
        return containers.any();
    }

    /// Whether a block quote is among the open containers.
    boolean quoted() {
        return containers.anyQuote();
    }

    Standing standing() {
        return standing;
    }

    /// Where a line that is [Standing#INSIDE] has its content: after its containers.
    long contentAt() {
        return contentAt;
    }

    /// Whether the line is a fence for certain.
    boolean fenceLine() {
        return fenceLine;
    }

    /// Where a fence in this line begins, with its indentation: after the last `>` or list marker.
    long fenceFrom() {
        return markerEnd;
    }

    /// The canonical language of the open fence, empty if it names none.
    String language() {
        return language;
    }

    /// From where on the line may still turn out to be a fence, or to have left one.
    long undecidedFrom() {
        if (standing == Standing.UNSURE) {
            return lineStart;
        }
        return switch (phase) {
            case BLANKS, QUOTED -> containers.allMatched() && column - base >= 4 ? RegionTrack.OPEN : markerEnd;
            case GAP -> column - signEnd >= 5 ? RegionTrack.OPEN : gapFrom;
            case RUN, INFO, TRAIL -> markerEnd;
            case DIGITS, MARKER, TILDES, BREAK, HEADING, UNDERLINE, UNDERLINED, DONE -> RegionTrack.OPEN;
        };
    }

    /// A line that stands at the very beginning and is nothing CommonMark knows: it ends all containers.
    void leaveContainers() {
        if (containers.any()) {
            fence = 0;
        }
        containers.block(0);
        phase = Phase.DONE;
        fenceLine = false;
    }

    void read(char c, long at) {
        int start = column;
        column = c == '\t' ? (start / 4 + 1) * 4 : start + 1;
        boolean blank = c == ' ' || c == '\t';
        switch (phase) {
            case BLANKS -> {
                if (blank) {
                    matchItems(at + 1);
                } else {
                    nonBlank(c, start, at);
                }
            }
            case QUOTED -> {
                phase = Phase.BLANKS;
                contentAt = at;
                if (blank) {
                    base++;
                    contentAt = column == base ? at + 1 : at;
                    matchItems(at + 1);
                } else {
                    nonBlank(c, start, at);
                }
            }
            case DIGITS -> digit(c, start, at);
            case MARKER -> afterMarker(c, blank);
            case GAP -> {
                if (!blank && item(start)) {
                    block(c, start, at);
                }
            }
            case RUN -> run(c, blank);
            case INFO -> {
                if (c == '`') {
                    text(false);
                } else {
                    info(c);
                }
            }
            case TILDES -> {
                if (c == '~' && info.isEmpty()) {
                    count++;
                } else {
                    info(c);
                }
            }
            case TRAIL -> phase = blank ? Phase.TRAIL : Phase.DONE;
            case BREAK -> {
                if (c == rule) {
                    ruleCount++;
                } else if (!blank) {
                    text(false);
                }
            }
            case HEADING -> {
                if (c == '#' && count < 6) {
                    count++;
                } else if (blank) {
                    containers.block();
                    phase = Phase.DONE;
                } else {
                    text(false);
                }
            }
            case UNDERLINE, UNDERLINED -> {
                if (blank) {
                    phase = Phase.UNDERLINED;
                } else if (c != '=' || phase == Phase.UNDERLINED) {
                    text(false);
                }
            }
            case DONE -> {}
        }
    }

    /// Matches the list items that the blanks so far are enough for.
    private void matchItems(long next) {
        while (column - base >= containers.nextWidth()) {
            base += containers.nextWidth();
            containers.match();
            contentAt = next;
        }
        if (standing == Standing.UNSURE && containers.allMatched()) {
            standing = Standing.INSIDE;
        }
    }

    private void nonBlank(char c, int start, long at) {
        if (containers.nextIsQuote() && c == '>' && start - base <= 3) {
            containers.match();
            quote(start, at);
        } else if (fence == 0) {
            block(c, start, at);
        } else if (containers.allMatched()) {
            standing = Standing.INSIDE;
            phase = Phase.DONE;
            if (c == fence && start - base <= (strict ? 0 : 3)) {
                phase = Phase.RUN;
                count = 1;
            }
        } else {
            standing = Standing.ENDED;
            fence = 0;
            containers.block();
            block(c, start, at);
        }
    }

    private void quote(int start, long at) {
        base = start + 1;
        markerEnd = at + 1;
        phase = Phase.QUOTED;
    }

    /// A block may begin here, all containers being matched that can be.
    private void block(char c, int start, long at) {
        if (start - base >= 4) {
            text(true);
            return;
        }
        if (c != rule) {
            rule = 0;
        }
        switch (c) {
            case '>' -> {
                if (containers.openQuote()) {
                    quote(start, at);
                } else {
                    text(false);
                }
            }
            case '`', '~' -> {
                sign = c;
                count = 1;
                phase = Phase.RUN;
            }
            case '-', '*', '_' -> {
                if (rule == 0) {
                    rule = c;
                    ruleCount = 0;
                    ruleDepth = containers.matched();
                }
                ruleCount++;
                marker(c, start, at);
                phase = c == '_' ? Phase.BREAK : Phase.MARKER;
            }
            case '+' -> marker(c, start, at);
            case '#' -> {
                count = 1;
                phase = Phase.HEADING;
            }
            case '=' -> {
                phase = Phase.UNDERLINE;
                if (!containers.inParagraph()) {
                    text(false);
                }
            }
            default -> {
                if (c >= '0' && c <= '9') {
                    number = c - '0';
                    count = 1;
                    phase = Phase.DIGITS;
                } else {
                    text(false);
                }
            }
        }
    }

    private void marker(char c, int start, long at) {
        sign = c;
        signEnd = start + 1;
        gapFrom = at + 1;
        phase = Phase.MARKER;
    }

    private void digit(char c, int start, long at) {
        if (c >= '0' && c <= '9' && count < 9) {
            number = 10 * number + c - '0';
            count++;
        } else if ((c == '.' || c == ')') && (number == 1 || !containers.inParagraph())) {
            marker(c, start, at);
        } else {
            text(false);
        }
    }

    private void afterMarker(char c, boolean blank) {
        if (blank) {
            phase = Phase.GAP;
        } else if (c == rule && c == sign) {
            ruleCount++;
            phase = Phase.BREAK;
        } else {
            text(false);
        }
    }

    /// A list item whose content begins at a column.
    private boolean item(int content) {
        int from = content - signEnd > 4 ? signEnd + 1 : content;
        if (!containers.open(from - base)) {
            text(false);
            return false;
        }
        base = from;
        markerEnd = gapFrom;
        return true;
    }

    private void run(char c, boolean blank) {
        boolean closing = fence != 0;
        if (c == (closing ? fence : sign)) {
            count++;
            if (!closing && c == '~' && count == 3) {
                phase = Phase.TILDES;
                fenceLine = true;
            }
        } else if (closing) {
            phase = blank && count >= fenceLength ? Phase.TRAIL : Phase.DONE;
        } else if (count < 3 || sign == '~') {
            text(false);
        } else {
            phase = Phase.INFO;
            info(c);
        }
    }

    private void info(char c) {
        if (info.length() < MAX_INFO) {
            info.append(c);
        }
    }

    private void text(boolean indented) {
        containers.text(indented);
        phase = Phase.DONE;
    }

    /// Ends the line.
    ///
    /// @param at where its line end stands
    void end(long at) {
        switch (phase) {
            case BLANKS, QUOTED -> blankLine(at);
            case RUN -> {
                if (fence == 0) {
                    endOpening();
                } else {
                    endClosing(count >= fenceLength);
                }
            }
            case INFO, TILDES -> endOpening();
            case TRAIL -> endClosing(true);
            case MARKER, GAP, BREAK -> endMarker();
            case DIGITS -> text(false);
            case HEADING, UNDERLINE, UNDERLINED -> containers.block();
            case DONE -> {}
        }
        phase = Phase.DONE;
    }

    private void blankLine(long at) {
        boolean ended = containers.blank();
        if (standing == Standing.UNSURE) {
            standing = ended ? Standing.ENDED : Standing.INSIDE;
            contentAt = at;
        }
        if (ended) {
            fence = 0;
        }
    }

    private void endOpening() {
        if (count < 3) {
            text(false);
            return;
        }
        containers.block();
        fenceLine = true;
        fence = sign;
        fenceLength = count;
        language = Languages.ofInfoString(info.toString());
    }

    private void endClosing(boolean closes) {
        if (closes) {
            fenceLine = true;
            fence = 0;
        }
    }

    private void endMarker() {
        if (ruleCount >= 3 && rule != 0) {
            containers.block(ruleDepth);
        } else if (containers.inParagraph() && rule == '-') {
            // One or two hyphens below a paragraph underline it.
            containers.block();
        } else if (phase == Phase.BREAK || containers.inParagraph()) {
            text(false);
        } else if (item(signEnd + 1)) {
            containers.itemIsEmpty();
        }
    }
}
