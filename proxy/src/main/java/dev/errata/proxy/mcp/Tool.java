package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Actor;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// Something that an agent can ask for.
///
/// @param described its entry of `tools/list`
/// @param waits whether it may wait for more than a moment
record Tool(String name, ObjectNode described, boolean waits, Work work) {

    /// What it does.
    @FunctionalInterface
    interface Work {

        /// Does it.
        ///
        /// @param arguments as the tool's schema wants them
        Outcome run(ObjectNode arguments, Caller caller) throws InterruptedException;
    }

    /// Who calls, and how to tell them that the call goes on.
    record Caller(Actor actor, Progress progress) {}

    /// Tells a waiting client that its call lives.
    @FunctionalInterface
    interface Progress {
        Progress NONE = (waited, atMost) -> {};

        void tell(Duration waited, Duration atMost);
    }

    /// What comes of it.
    sealed interface Outcome {}

    /// Data, as the tool's output schema says.
    record Done(ObjectNode data) implements Outcome {}

    /// It could not be done: words that help to do better.
    record Wrong(String message) implements Outcome {}
}
