package dev.errata.proxy.practice;

/// What a piece of an answer is, in the order in which a model says them.
enum Part {
    /// Thinking, before the answer proper.
    REASONING,
    /// The answer.
    TEXT,
    /// The arguments of a tool call, as JSON.
    CALL
}
