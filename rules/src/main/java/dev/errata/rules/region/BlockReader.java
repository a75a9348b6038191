package dev.errata.rules.region;

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
/// | a fence inside an HTML block is none | it is one | `<think>` alone begins such a block |
/// | containers nest as deep as you like | 64 deep | memory; deeper ones are text |
/// | link definitions are no paragraph | they are one | it matters to a list right below that begins with 2 |
///
/// **Thread:** confined to its lane. **Units:** columns count from 0, a tab goes to the next multiple of 4.
///
/// **Source:** CommonMark 0.31.2, sections 2.2, 4.1 to 4.5, 5.1, 5.2 and the appendix on parsing.
final class BlockReader {

    private final Containers containers = new Containers();
    private final FenceReader fence = new FenceReader();

    private BlockPhase phase = BlockPhase.DONE;
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

    /// Begins a line, at its first character.
    ///
    /// @param strictly whether an indented fence does not close the open one
    void begin(long at, boolean strictly) {
        strict = strictly;
        phase = BlockPhase.BLANKS;
        standing = !fence.isOpen() ? Standing.OUTSIDE : !containers.any() ? Standing.INSIDE : Standing.UNSURE;
        fenceLine = false;
        lineStart = at;
        markerEnd = at;
        contentAt = at;
        column = 0;
        base = 0;
        containers.begin();
        rule = 0;
    }

    /// Whether lines belong to the open fence whatever they hold, unless they close it: it is in no container.
    boolean fencesAlone() {
        return fence.isOpen() && !containers.any();
    }

    /// The line is one of the fence's, and nothing in it matters.
    void plain() {
        phase = BlockPhase.DONE;
    }

    /// Whether the line's next character matters.
    boolean reads() {
        return phase != BlockPhase.DONE;
    }

    /// Whether a fence is open after what was read.
    boolean inFence() {
        return fence.isOpen();
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
        return fence.language();
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
            fence.leave();
        }
        containers.block(0);
        phase = BlockPhase.DONE;
        fenceLine = false;
    }

    void read(char c, long at) {
        int start = column;
        column = c == '\t' ? (start / 4 + 1) * 4 : start + 1;
        boolean blank = c == ' ' || c == '\t';
        switch (phase) {
            case BLANKS -> {
                if (!blank) {
                    nonBlank(c, start, at);
                } else {
                    matchItems(at + 1);
                    if (standing == Standing.INSIDE && column - base >= 4) {
                        // Too far in to close the fence.
                        phase = BlockPhase.DONE;
                    }
                }
            }
            case QUOTED -> {
                phase = BlockPhase.BLANKS;
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
            case RUN, INFO, TILDES, TRAIL -> {
                phase = fence.read(phase, c, blank);
                fenceLine = phase == BlockPhase.TILDES;
                if (phase == BlockPhase.DONE && !fence.isOpen()) {
                    text(false);
                }
            }
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
                    phase = BlockPhase.DONE;
                } else {
                    text(false);
                }
            }
            case UNDERLINE, UNDERLINED -> {
                if (blank) {
                    phase = BlockPhase.UNDERLINED;
                } else if (c != '=' || phase == BlockPhase.UNDERLINED) {
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
        insideIfMatched(contentAt);
    }

    private void insideIfMatched(long content) {
        if (standing == Standing.UNSURE && containers.allMatched()) {
            standing = Standing.INSIDE;
            contentAt = content;
        }
    }

    private void nonBlank(char c, int start, long at) {
        if (containers.nextIsQuote() && c == '>' && start - base <= 3) {
            containers.match();
            quote(start, at);
            insideIfMatched(at + 1);
        } else if (!fence.isOpen()) {
            block(c, start, at);
        } else if (containers.allMatched()) {
            standing = Standing.INSIDE;
            phase = BlockPhase.DONE;
            if (fence.isOf(c) && start - base <= (strict ? 0 : 3)) {
                phase = BlockPhase.RUN;
                fence.begin(c);
            }
        } else {
            standing = Standing.ENDED;
            fence.leave();
            containers.block();
            block(c, start, at);
        }
    }

    private void quote(int start, long at) {
        base = start + 1;
        markerEnd = at + 1;
        phase = BlockPhase.QUOTED;
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
                fence.begin(c);
                phase = BlockPhase.RUN;
            }
            case '-', '*', '_' -> {
                if (rule == 0) {
                    rule = c;
                    ruleCount = 0;
                    ruleDepth = containers.matched();
                }
                ruleCount++;
                marker(c, start, at);
                phase = c == '_' ? BlockPhase.BREAK : BlockPhase.MARKER;
            }
            case '+' -> marker(c, start, at);
            case '#' -> {
                count = 1;
                phase = BlockPhase.HEADING;
            }
            case '=' -> {
                phase = BlockPhase.UNDERLINE;
                if (!containers.inParagraph()) {
                    text(false);
                }
            }
            default -> {
                if (c >= '0' && c <= '9') {
                    number = c - '0';
                    count = 1;
                    phase = BlockPhase.DIGITS;
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
        phase = BlockPhase.MARKER;
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
            phase = BlockPhase.GAP;
        } else if (c == rule && c == sign) {
            ruleCount++;
            phase = BlockPhase.BREAK;
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

    private void text(boolean indented) {
        containers.text(indented);
        phase = BlockPhase.DONE;
    }

    /// Ends the line.
    ///
    /// @param at where its line end stands
    void end(long at) {
        switch (phase) {
            case BLANKS, QUOTED -> blankLine(at);
            case RUN, INFO, TILDES, TRAIL -> endFence();
            case MARKER, GAP, BREAK -> endMarker();
            case DIGITS -> text(false);
            case HEADING, UNDERLINE, UNDERLINED -> containers.block();
            case DONE -> {}
        }
        phase = BlockPhase.DONE;
    }

    private void blankLine(long at) {
        boolean ended = containers.blank();
        if (standing == Standing.UNSURE) {
            standing = ended ? Standing.ENDED : Standing.INSIDE;
            contentAt = at;
        }
        if (ended) {
            fence.leave();
        }
    }

    private void endFence() {
        boolean opens = !fence.isOpen();
        fenceLine = fence.end();
        if (opens && fenceLine) {
            containers.block();
        } else if (opens) {
            text(false);
        }
    }

    private void endMarker() {
        if (ruleCount >= 3 && rule != 0) {
            containers.block(ruleDepth);
        } else if (containers.inParagraph() && rule == '-') {
            // One or two hyphens below a paragraph underline it.
            containers.block();
        } else if (phase == BlockPhase.BREAK || containers.inParagraph()) {
            text(false);
        } else if (item(signEnd + 1)) {
            containers.itemIsEmpty();
        }
    }
}
