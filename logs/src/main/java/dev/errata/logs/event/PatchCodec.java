package dev.errata.logs.event;

import java.util.List;

/// The fields of [PatchEvent], in their order in the file.
final class PatchCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind(
                    "patches",
                    "workspace.added",
                    PatchEvent.WorkspaceAdded.class,
                    "A folder became known as a workspace."),
            new EventKind(
                    "patches",
                    "workspace.version",
                    PatchEvent.VersionRecorded.class,
                    "A version of a workspace was recorded."),
            new EventKind("patches", "patch.proposed", PatchEvent.Proposed.class, "A change of files was proposed."),
            new EventKind("patches", "patch.bound", PatchEvent.Bound.class, "A proposal was bound to a workspace."),
            new EventKind(
                    "patches",
                    "patch.evaluated",
                    PatchEvent.Evaluated.class,
                    "The code that a proposal would leave was judged."),
            new EventKind("patches", "gate.finished", PatchEvent.GateFinished.class, "A test gate ran."),
            new EventKind(
                    "patches",
                    "patch.rebased",
                    PatchEvent.Rebased.class,
                    "Hunks were carried over to a base that had moved."),
            new EventKind("patches", "patch.applying", PatchEvent.Applying.class, "Files are about to be written."),
            new EventKind(
                    "patches", "patch.applied", PatchEvent.Applied.class, "The accepted hunks are in the workspace."),
            new EventKind(
                    "patches",
                    "patch.apply_failed",
                    PatchEvent.ApplyFailed.class,
                    "A proposal could not be applied; nothing of it is in the workspace."),
            new EventKind(
                    "patches",
                    "patch.rolled_back",
                    PatchEvent.RolledBack.class,
                    "A committed proposal was taken back."),
            new EventKind(
                    "patches",
                    "patch.taken_elsewhere",
                    PatchEvent.TakenElsewhere.class,
                    "The client had written a proposal itself."));

    private PatchCodec() {}

    static void write(Fields out, PatchEvent event) {
        switch (event) {
            case PatchEvent.WorkspaceAdded e -> {
                out.text("workspace", e.workspace());
                out.text("name", e.name());
                out.text("folder", e.folder());
                out.text("channel", e.channel());
            }
            case PatchEvent.VersionRecorded e -> {
                out.text("workspace", e.workspace());
                out.text("version", e.version());
                out.text("parent", e.parent());
                out.text("tree_sha256", e.treeSha256());
                out.number("files", e.files());
                out.text("cause", e.cause());
            }
            case PatchEvent.Proposed e -> {
                out.text("proposal", e.proposal());
                out.text("workspace", e.workspace());
                out.text("base_version", e.baseVersion());
                out.text("source", e.source());
                out.text("operator", e.operator());
                out.text("exchange", e.exchange());
                out.text("format", e.format());
                out.number("files", e.files());
                out.number("hunks", e.hunks());
                out.text("digest", e.digest());
                out.text("retry_of", e.retryOf());
            }
            case PatchEvent.Bound e -> {
                out.text("proposal", e.proposal());
                out.text("workspace", e.workspace());
                out.text("base_version", e.baseVersion());
                out.text("how", e.how());
            }
            case PatchEvent.Evaluated e -> {
                out.text("proposal", e.proposal());
                out.text("status", e.status());
                out.texts("capabilities", e.capabilities());
                out.text("syntax", e.syntax());
                out.number("findings", e.findings());
                out.text("verdict_sha256", e.verdictSha256());
                out.text("checker", e.checker());
            }
            case PatchEvent.GateFinished e -> {
                out.text("proposal", e.proposal());
                out.text("gate", e.gate());
                out.text("kind", e.kind());
                out.text("state", e.state());
                out.number("exit_code", e.exitCode());
                out.flag("isolated", e.isolated());
                out.text("output_sha256", e.outputSha256());
                out.number("duration_millis", e.durationMillis());
            }
            case PatchEvent.Rebased e -> {
                out.text("proposal", e.proposal());
                out.text("from_version", e.fromVersion());
                out.text("to_version", e.toVersion());
                out.number("hunks", e.hunks());
                out.number("conflicts", e.conflicts());
            }
            case PatchEvent.Applying e -> {
                out.text("proposal", e.proposal());
                out.text("workspace", e.workspace());
                out.text("base_version", e.baseVersion());
                out.text("digest", e.digest());
                out.text("result_sha256", e.resultSha256());
                out.number("files", e.files());
            }
            case PatchEvent.Applied e -> {
                out.text("proposal", e.proposal());
                out.text("workspace", e.workspace());
                out.text("version", e.version());
                out.text("result_sha256", e.resultSha256());
                out.number("files", e.files());
            }
            case PatchEvent.ApplyFailed e -> {
                out.text("proposal", e.proposal());
                out.text("step", e.step());
                out.number("attempt", e.attempt());
                out.text("reason", e.reason());
            }
            case PatchEvent.RolledBack e -> {
                out.text("proposal", e.proposal());
                out.text("workspace", e.workspace());
                out.text("version", e.version());
                out.text("tree_sha256", e.treeSha256());
                out.text("operator", e.operator());
                out.text("channel", e.channel());
                out.text("reason", e.reason());
            }
            case PatchEvent.TakenElsewhere e -> {
                out.text("proposal", e.proposal());
                out.text("workspace", e.workspace());
            }
        }
    }
}
