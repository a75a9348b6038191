package dev.errata.rules.region;

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
    NEW_SIDE
}
