package dev.errata.proxy.exchange;

/// What a client says of the conversation that an exchange belongs to, by `x-errata-session` and `x-errata-workspace`.
///
/// @param session its name, empty if the client names none
/// @param workspace the workspace's name, empty likewise
public record Conversation(String session, String workspace) {

    /// The client says nothing.
    public static final Conversation UNNAMED = new Conversation("", "");
}
