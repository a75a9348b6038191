package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Proposals;

/// What the floor above hands to agents. Approving is in neither of the two.
///
/// @param version Errata's own, as agents are told it
public record AgentDesk(Proposals proposals, AgentWorkspaces workspaces, String version) {}
