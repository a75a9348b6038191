/// Hands to agents what they may have of the floors below: the proxy speaks with them and knows no file, the workspaces
/// know files and no agent.
///
/// Restoring, approving and everything else that only a person may do is not passed on.
///
/// Start reading at [dev.errata.desktop.agents.AgentFolders].
package dev.errata.desktop.agents;
