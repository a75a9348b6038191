package dev.errata.rules.region;

import java.util.Set;

/// What kind of text a line stands in.
enum TextMode {
    /// Markdown, with fences in it.
    ANSWER,
    /// A patch that nothing announces, as a tool's argument.
    PATCH_LEAF,
    /// Nothing but placeholders is looked for.
    LEAF,
    /// Between the lines `*** Begin Patch` and `*** End Patch`.
    PATCH,
    /// After the two lines that name a diff's files, as long as lines have a diff's signs.
    DIFF,
    /// A search and replace block before its divider.
    OLD_SIDE,
    /// And after it.
    NEW_SIDE;

    /// The markers that a line may be.
    Set<LineMark> marks() {
        return switch (this) {
            case ANSWER -> LineMark.PLAIN;
            case PATCH_LEAF -> LineMark.LOOSE_PATCH;
            case LEAF, DIFF -> LineMark.NONE;
            case PATCH -> LineMark.PATCH;
            case OLD_SIDE -> LineMark.OLD_SIDE;
            case NEW_SIDE -> LineMark.NEW_SIDE;
        };
    }
}
