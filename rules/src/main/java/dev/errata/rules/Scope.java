package dev.errata.rules;

/// A region of an answer. `any` in the table means prose, code and tool arguments.
public enum Scope {
    /// Running text outside code fences.
    PROSE,
    /// Inside a code fence, or a completion at the cursor.
    CODE,
    /// The model's reasoning channel.
    REASONING,
    /// New-side strings of tool calls.
    TOOL_ARGS
}
