package dev.errata.rules.stream;

/// How a lane's text is to be read; together with a subject it says which rewriter the lane has, now and in a replay.
public enum LaneForm {
    /// An answer's text; no subject.
    TEXT,
    /// The reasoning channel; no subject.
    REASONING,
    /// A completion at the cursor; the subject is its language, empty if unknown.
    CODE,
    /// The arguments of one tool call, as JSON text; the subject is the tool's name. Its string leaves are rewritten,
    /// each for itself.
    ARGUMENTS,
    /// The input of one custom tool's call, a plain text; the subject is the tool's name. Rewritten as the tool table
    /// says of an argument `input`.
    INPUT,
    /// An answer that the client asked for as JSON; its string leaves are rewritten. The subject names what a schema
    /// fixes, empty if nothing.
    JSON
}
