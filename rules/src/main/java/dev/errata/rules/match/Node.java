package dev.errata.rules.match;

import java.util.List;

/// A regular expression, parsed. Case and flags are already worked into the sets and assertions.
sealed interface Node {

    /// The empty text.
    record Empty() implements Node {}

    /// One code point of a set.
    record Chars(CodePointSet set) implements Node {}

    /// One after the other.
    record Concat(List<Node> parts) implements Node {}

    /// One of several, earlier ones preferred.
    record Alternate(List<Node> choices) implements Node {}

    /// Several times the same.
    ///
    /// @param max -1 for without end
    /// @param greedy more preferred to fewer
    record Repeat(Node body, int min, int max, boolean greedy) implements Node {}

    /// A capturing group; 0 is the whole.
    record Group(int number, Node body) implements Node {}

    /// A condition on the neighbours.
    record Assert(Assertion assertion) implements Node {}

    /// Whether it can match the empty text, were every assertion true.
    default boolean nullable() {
        return switch (this) {
            case Empty() -> true;
            case Chars(CodePointSet ignored) -> false;
            case Assert(Assertion ignored) -> true;
            case Concat(List<Node> parts) -> parts.stream().allMatch(Node::nullable);
            case Alternate(List<Node> choices) -> choices.stream().anyMatch(Node::nullable);
            case Repeat(Node body, int min, int ignored, boolean lazy) -> min == 0 || body.nullable();
            case Group(int ignored, Node body) -> body.nullable();
        };
    }
}
