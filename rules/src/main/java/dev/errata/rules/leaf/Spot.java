package dev.errata.rules.leaf;

/// A place in a JSON text as far as its meaning goes: what the value there may be, and the places inside it.
///
/// **Thread:** immutable; any thread.
sealed interface Spot permits ToolSpot, GuessSpot, SchemaSpot {

    /// What may happen to a string.
    enum Use {
        /// Nothing.
        KEPT,
        /// Rules apply to it.
        TEXT,
        /// It is a patch or a diff: rules apply to its new side.
        PATCH,
        /// A schema fixes it: only rules that opt into JSON apply.
        FIXED
    }

    /// The place of a member of the object here.
    Spot member(String key);

    /// The place of all elements of the array here.
    Spot element();

    /// What may happen to a string here.
    Use use();

    /// Whether a string here names the file that is edited.
    boolean namesFile();

    /// Whether an object here may have a member that names the file.
    boolean holdsFile();

    /// Whether a string here counts only if a file is named beside it or around it.
    boolean needsFile();
}
