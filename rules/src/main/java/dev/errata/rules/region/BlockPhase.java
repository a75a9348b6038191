package dev.errata.rules.region;

/// How far a line was read by a [BlockReader].
enum BlockPhase {
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
