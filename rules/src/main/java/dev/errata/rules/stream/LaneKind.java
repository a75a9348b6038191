package dev.errata.rules.stream;

/// What kind of text a lane carries; decides which scopes can apply.
public enum LaneKind {
    /// An answer's text: prose with code fences in it.
    TEXT,
    /// The reasoning channel.
    REASONING,
    /// A completion at the cursor: code from the first character.
    CODE,
    /// One string leaf of a tool call's arguments.
    TOOL_ARGS
}
