package dev.errata.proxy.mcp;

import dev.errata.proxy.mcp.Tool.Work;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All tools: what `tools.json` says of each, joined with what does it.
final class Toolbox {
    private static final Set<String> WAITING = Set.of("wait_for_approval", "apply_approved_patch");

    private final Map<String, Tool> tools = new LinkedHashMap<>();

    Toolbox(AgentDesk desk, Waiting waiting) {
        Tickets tickets = new Tickets(desk.proposals(), waiting.limits().readings());
        ProposalLookup lookup = new ProposalLookup(desk.proposals(), tickets);
        ProposalTools proposals =
                new ProposalTools(desk.proposals(), tickets, lookup, new Bodies(desk.workspaces()), waiting);
        WorkspaceTools workspaces = new WorkspaceTools(desk.workspaces(), lookup);
        for (ObjectNode entry : AgentTools.entries()) {
            String name = entry.path("name").stringValue("");
            tools.put(name, new Tool(name, entry, WAITING.contains(name), work(name, proposals, workspaces)));
        }
    }

    private static Work work(String name, ProposalTools proposals, WorkspaceTools workspaces) {
        return switch (name) {
            case "list_workspaces" -> workspaces::list;
            case "create_workspace_artifact" -> workspaces::snapshot;
            case "create_patch_proposal" -> proposals::propose;
            case "request_patch_approval", "check_approval_status" -> proposals::look;
            case "wait_for_approval" -> proposals::await;
            case "apply_approved_patch" -> proposals::apply;
            case "list_pending_approvals" -> proposals::pending;
            case "get_version_info" -> workspaces::version;
            case "export_version_to_workspace" -> workspaces::export;
            case "get_diff" -> workspaces::diff;
            default -> throw new IllegalStateException("a tool that nobody does: " + name);
        };
    }

    Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /// As `tools/list` says them, always in the same order.
    ArrayNode described() {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        tools.values().forEach(tool -> all.add(tool.described().deepCopy()));
        return all;
    }
}
