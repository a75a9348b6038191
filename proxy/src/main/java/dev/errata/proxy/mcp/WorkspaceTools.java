package dev.errata.proxy.mcp;

import dev.errata.proxy.mcp.AgentWorkspaces.Folder;
import dev.errata.proxy.mcp.Tool.Caller;
import dev.errata.proxy.mcp.Tool.Done;
import dev.errata.proxy.mcp.Tool.Outcome;
import dev.errata.proxy.mcp.Tool.Wrong;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.diff.UnifiedDiff;
import dev.errata.rules.patch.diff.VisibleText;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that deal with folders and their versions.
final class WorkspaceTools {
    private static final int PATHS = 1_000;
    private static final int DIFF_LIMIT = 256 * 1024;

    private final AgentWorkspaces workspaces;
    private final ProposalLookup lookup;

    WorkspaceTools(AgentWorkspaces workspaces, ProposalLookup lookup) {
        this.workspaces = workspaces;
        this.lookup = lookup;
    }

    Outcome list(ObjectNode arguments, Caller caller) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        ArrayNode all = data.putArray("workspaces");
        for (Folder folder : workspaces.list()) {
            ObjectNode one = all.addObject()
                    .put("id", folder.id())
                    .put("name", folder.name())
                    .put("folder", folder.folder());
            ProposalJson.put(one, "head", folder.head());
            one.put("added", folder.added().toString());
        }
        return new Done(data);
    }

    Outcome snapshot(ObjectNode arguments, Caller caller) {
        String wanted = arguments.path("workspace").stringValue("");
        Folder folder = workspaces.find(wanted).orElseGet(() -> workspaces.add(wanted, caller.actor()));
        Version version = workspaces.snapshot(folder.id(), caller.actor());
        return new Done(version(version, "The folder stands at this version."));
    }

    Outcome version(ObjectNode arguments, Caller caller) {
        String workspace = arguments.path("workspace").stringValue("");
        if (arguments.has("version") == !workspace.isEmpty()) {
            return new Wrong("Give either version or workspace.");
        }
        String id = arguments.path("version").stringValue("");
        if (!workspace.isEmpty()) {
            Optional<Folder> folder = workspaces.find(workspace);
            if (folder.isEmpty()) {
                return new Wrong("There is no workspace " + workspace + ". list_workspaces names them.");
            }
            String head = folder.get().head();
            if (head == null) {
                return new Wrong("The workspace has no version yet: create_workspace_artifact makes one.");
            }
            id = head;
        }
        Optional<Version> version = workspaces.version(id);
        if (version.isEmpty()) {
            return new Wrong("There is no version " + id + ".");
        }
        ObjectNode data = version(version.get(), "A version of the workspace.");
        if (arguments.path("paths").booleanValue(false)) {
            ArrayNode paths = data.putArray("paths");
            workspaces.paths(version.get().id()).stream()
                    .limit(PATHS)
                    .map(WorkspacePath::value)
                    .forEach(paths::add);
        }
        return new Done(data);
    }

    private static ObjectNode version(Version version, String message) {
        ObjectNode data = JsonMapper.shared()
                .createObjectNode()
                .put("version", version.id())
                .put("workspace", version.workspace())
                .put("tree_sha256", version.treeSha256())
                .put("files", version.files())
                .put("bytes", version.bytes())
                .put("cause", version.cause())
                .put("at", version.at().toString())
                .put("message", message);
        ProposalJson.put(data, "parent", version.parent());
        ProposalJson.put(data, "proposal", version.proposal());
        ProposalJson.list(data, "left_out", version.left());
        return data;
    }

    Outcome export(ObjectNode arguments, Caller caller) {
        String folder = arguments.path("folder").stringValue("");
        Optional<Version> version = workspaces.version(arguments.path("version").stringValue(""));
        if (version.isEmpty()) {
            return new Wrong("There is no version " + arguments.path("version").stringValue("") + ".");
        }
        workspaces.export(version.get().id(), folder, caller.actor());
        return new Done(JsonMapper.shared()
                .createObjectNode()
                .put("version", version.get().id())
                .put("folder", folder)
                .put("tree_sha256", version.get().treeSha256())
                .put("files", version.get().files())
                .put("message", "The version stands in the folder."));
    }

    Outcome diff(ObjectNode arguments, Caller caller) {
        boolean versions = arguments.has("from_version") && arguments.has("to_version");
        boolean some = arguments.has("from_version") || arguments.has("to_version");
        if (arguments.has("proposal") ? some : !versions) {
            return new Wrong("Give either proposal, or from_version with to_version.");
        }
        if (versions) {
            return workspaces
                    .diff(
                            arguments.path("from_version").stringValue(""),
                            arguments.path("to_version").stringValue(""))
                    .map(patch -> diff(patch, "Hidden characters are drawn."))
                    .orElseGet(() -> new Done(diff("", false, "Nothing differs.")));
        }
        return switch (lookup.find(arguments.path("proposal").stringValue(""))) {
            case ProposalLookup.Nothing(String why) -> new Wrong(why);
            case ProposalLookup.Working working -> new Wrong("Errata is still reading it: ask again in a second.");
            case ProposalLookup.Standing(Proposal proposal) -> {
                Patch patch = proposal.patch();
                yield patch == null
                        ? new Wrong("It has no diff: it could not be placed in a workspace. check_approval_status says"
                                + " why.")
                        : diff(patch, "Hunks are numbered from 1 in this order. Hidden characters are drawn.");
            }
        };
    }

    private static Outcome diff(Patch patch, String message) {
        String text = VisibleText.of(UnifiedDiff.write(patch, patch.all()));
        boolean cut = text.length() > DIFF_LIMIT;
        // At a line's end, so that no line is shown as another.
        String shown = cut ? text.substring(0, text.lastIndexOf('\n', DIFF_LIMIT) + 1) : text;
        ObjectNode data = diff(shown, cut, cut ? message + " The rest is left out." : message);
        ArrayNode files = (ArrayNode) data.path("files");
        patch.files().forEach(file -> files.add(file.path().value()));
        return new Done(data);
    }

    private static ObjectNode diff(String text, boolean cut, String message) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.put("diff", text).put("truncated", cut).put("message", message).putArray("files");
        return data;
    }
}
