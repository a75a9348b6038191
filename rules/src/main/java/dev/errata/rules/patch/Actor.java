package dev.errata.rules.patch;

import java.util.Locale;

/// Who does something, and by which way it came.
///
/// @param operator a person's user name, an agent's client name, or a policy's name
public record Actor(String operator, Channel channel) {

    /// The ways in; the journal names them with every decision.
    public enum Channel {
        WINDOW,
        CLI,
        /// The command line, told not to ask.
        CLI_YES,
        API,
        MCP,
        /// Seen in a model's answer.
        WIRE,
        /// An auto-approval policy.
        POLICY;

        /// As in the journal.
        public String word() {
            return this == CLI_YES ? "cli --yes" : name().toLowerCase(Locale.ROOT);
        }
    }

    public Actor {
        if (operator.isBlank()) {
            throw new IllegalArgumentException("somebody must have done it");
        }
    }
}
