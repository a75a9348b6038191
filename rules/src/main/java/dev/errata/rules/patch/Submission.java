package dev.errata.rules.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody proposes, in the form it came in.
///
/// @param title what people call it; empty for one made of the touched files
/// @param workspace id or folder of the workspace it is for; null to find the one that has its paths
/// @param body what is proposed
/// @param actor who proposes
/// @param client the client it came from, as the journal names it; empty if none
/// @param exchange the exchange it was seen in; null if none
/// @param retryOf the proposal that it is tried again for; null if none
/// @param held whether only Errata writes it: not if it was seen on its way to a client that may write it itself
public record Submission(
        String title,
        @Nullable String workspace,
        Body body,
        Actor actor,
        String client,
        @Nullable String exchange,
        @Nullable String retryOf,
        boolean held) {

    /// A form of a proposal.
    public sealed interface Body {}

    /// Text in any of the forms that models write patches in: the form is found out.
    public record Text(String text) implements Body {}

    /// Calls of tools that edit files, in their order.
    public record ToolCalls(List<ToolCall> calls) implements Body {
        public ToolCalls {
            calls = List.copyOf(calls);
        }
    }

    /// One call of a tool.
    ///
    /// @param arguments a JSON object
    public record ToolCall(String name, String arguments) {}
}
