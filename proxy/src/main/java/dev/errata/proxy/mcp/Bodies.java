package dev.errata.proxy.mcp;

import dev.errata.proxy.mcp.AgentWorkspaces.Folder;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.Submission.ToolCall;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.diff.UnifiedDiff;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes of the arguments of `create_patch_proposal` what is proposed, and for which workspace.
final class Bodies {
    private final AgentWorkspaces workspaces;

    Bodies(AgentWorkspaces workspaces) {
        this.workspaces = workspaces;
    }

    /// What the arguments say.
    sealed interface Said {}

    /// It is clear.
    ///
    /// @param workspace id; empty to find the one that has the paths
    record Clear(Submission.Body body, String workspace) implements Said {}

    /// It is not.
    record Unclear(String why) implements Said {}

    Said of(ObjectNode arguments) {
        boolean versions = arguments.has("from_version") || arguments.has("to_version");
        long ways = Stream.of(arguments.has("patch"), arguments.has("tool_calls"), versions)
                .filter(way -> way)
                .count();
        if (ways != 1) {
            return new Unclear("Give exactly one of: patch, tool_calls, or from_version with to_version.");
        }
        String wanted = arguments.path("workspace").stringValue("");
        Optional<Folder> workspace = wanted.isEmpty() ? Optional.empty() : workspace(wanted);
        if (!wanted.isEmpty() && workspace.isEmpty()) {
            return new Unclear("There is no workspace " + wanted
                    + ". list_workspaces names them; create_workspace_artifact makes a folder known.");
        }
        if (versions) {
            return difference(arguments, workspace);
        }
        Submission.Body body = arguments.has("patch")
                ? new Submission.Text(arguments.path("patch").stringValue(""))
                : new Submission.ToolCalls(calls(arguments.path("tool_calls")));
        return new Clear(body, workspace.map(Folder::id).orElse(""));
    }

    /// The workspace of an id, a name or a folder.
    Optional<Folder> workspace(String wanted) {
        return workspaces.find(wanted);
    }

    private static List<ToolCall> calls(JsonNode given) {
        return given.valueStream()
                .map(call -> new ToolCall(
                        call.path("name").stringValue(""),
                        call.path("arguments").toString()))
                .toList();
    }

    /// A folder that an agent worked in is often a workspace of its own: what changed there is for the workspace that
    /// the older version is of.
    private Said difference(ObjectNode arguments, Optional<Folder> workspace) {
        if (!arguments.has("from_version") || !arguments.has("to_version")) {
            return new Unclear("from_version and to_version belong together.");
        }
        Optional<Version> from =
                workspaces.version(arguments.path("from_version").stringValue(""));
        Optional<Version> to = workspaces.version(arguments.path("to_version").stringValue(""));
        if (from.isEmpty() || to.isEmpty()) {
            String missing = from.isEmpty() ? "from_version" : "to_version";
            return new Unclear("There is no version " + arguments.path(missing).stringValue("") + ".");
        }
        Optional<Patch> patch = workspaces.diff(from.get().id(), to.get().id());
        if (patch.isEmpty()) {
            return new Unclear("Nothing differs between the two versions.");
        }
        Optional<FileChange> binary = patch.get().files().stream()
                .filter(file -> file.binary() != null)
                .findFirst();
        if (binary.isPresent()) {
            return new Unclear(binary.get().path() + " is no text, and a proposal from versions is text.");
        }
        return new Clear(
                new Submission.Text(UnifiedDiff.write(patch.get(), patch.get().all())),
                workspace.map(Folder::id).orElse(from.get().workspace()));
    }
}
