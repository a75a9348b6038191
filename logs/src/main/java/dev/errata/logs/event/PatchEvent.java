package dev.errata.logs.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a proposed change of files and the workspace it is for.
public sealed interface PatchEvent extends Event {

    /// Type `workspace.added`: a folder became known as a workspace.
    ///
    /// @param name what people call it
    /// @param folder its path
    /// @param channel who asked: `window`, `cli`, `api` or `mcp`
    record WorkspaceAdded(String workspace, String name, String folder, String channel) implements PatchEvent {
        @Override
        public String type() {
            return "workspace.added";
        }
    }

    /// Type `workspace.version`: a version of a workspace was recorded in the artifact store.
    ///
    /// @param version the version's id
    /// @param parent the version before it, null for the first
    /// @param treeSha256 hex SHA-256 of its manifest
    /// @param files how many it holds
    /// @param cause `snapshot`, `patch`, `rollback` or `restore`
    record VersionRecorded(
            String workspace, String version, @Nullable String parent, String treeSha256, int files, String cause)
            implements PatchEvent {
        @Override
        public String type() {
            return "workspace.version";
        }
    }

    /// Type `patch.proposed`: a change of files was proposed and read as a patch.
    ///
    /// @param proposal its id
    /// @param workspace null while it is bound to none
    /// @param baseVersion the version it is judged against, null while unbound
    /// @param source `wire`, `mcp`, `cli` or `api`
    /// @param operator who proposed: the name of an agent's client, of a person; null in records before it was kept
    /// @param exchange the exchange it was seen in, null if none
    /// @param format the form it was written in, for instance `unified-diff`
    /// @param digest hex SHA-256 of its hunks
    /// @param retryOf the proposal that it is tried again for, null if none
    record Proposed(
            String proposal,
            @Nullable String workspace,
            @Nullable String baseVersion,
            String source,
            @Nullable String operator,
            @Nullable String exchange,
            String format,
            int files,
            int hunks,
            String digest,
            @Nullable String retryOf)
            implements PatchEvent {
        @Override
        public String type() {
            return "patch.proposed";
        }
    }

    /// Type `patch.bound`: a proposal that had no workspace got one.
    ///
    /// @param how `setting`, `paths` (they exist in exactly one workspace) or `person`
    record Bound(String proposal, String workspace, String baseVersion, String how) implements PatchEvent {
        @Override
        public String type() {
            return "patch.bound";
        }
    }

    /// Type `patch.evaluated`: the code that a proposal would leave was judged.
    ///
    /// @param status `clean`, `caution`, `unsafe` or `unknown`
    /// @param capabilities what the change can do that the base could not, sorted
    /// @param syntax `ok`, `error` or `not_checked`
    /// @param findings how many there are
    /// @param verdictSha256 hex SHA-256 of the whole verdict
    /// @param checker version of the checks
    record Evaluated(
            String proposal,
            String status,
            List<String> capabilities,
            String syntax,
            int findings,
            String verdictSha256,
            String checker)
            implements PatchEvent {
        public Evaluated {
            capabilities = List.copyOf(capabilities);
        }

        @Override
        public String type() {
            return "patch.evaluated";
        }
    }

    /// Type `gate.finished`: a test gate ran on a copy of the result.
    ///
    /// @param gate its id
    /// @param kind `LINT`, `UNIT`, `INTEGRATION` or `SECURITY`
    /// @param state `PASSED`, `FAILED` or `BLOCKED`
    /// @param exitCode -1 if it was stopped or never ran
    /// @param isolated whether it was kept from the network and other folders
    /// @param outputSha256 hex SHA-256 of the output that is kept
    record GateFinished(
            String proposal,
            String gate,
            String kind,
            String state,
            int exitCode,
            boolean isolated,
            String outputSha256,
            long durationMillis)
            implements PatchEvent {
        @Override
        public String type() {
            return "gate.finished";
        }
    }

    /// Type `patch.rebased`: the base had moved, and hunks were carried over to the new one.
    ///
    /// @param conflicts hunks that could not be
    record Rebased(String proposal, String fromVersion, String toVersion, int hunks, int conflicts)
            implements PatchEvent {
        @Override
        public String type() {
            return "patch.rebased";
        }
    }

    /// Type `patch.applying`: files are about to be written: what a start after a crash goes by.
    ///
    /// @param proposal null for the restore of a version
    /// @param digest hex SHA-256 of what changes: each place before and after
    /// @param resultSha256 what the written files must hash to
    record Applying(
            @Nullable String proposal,
            String workspace,
            String baseVersion,
            String digest,
            String resultSha256,
            int files)
            implements PatchEvent {
        @Override
        public String type() {
            return "patch.applying";
        }
    }

    /// Type `patch.applied`: the accepted hunks are in the workspace.
    ///
    /// @param version the workspace's new head
    /// @param resultSha256 what the written files hash to
    record Applied(String proposal, String workspace, String version, String resultSha256, int files)
            implements PatchEvent {
        @Override
        public String type() {
            return "patch.applied";
        }
    }

    /// Type `patch.apply_failed`: nothing of the proposal is in the workspace.
    ///
    /// @param step where it failed
    /// @param attempt from 1
    /// @param reason for people
    record ApplyFailed(String proposal, String step, int attempt, String reason) implements PatchEvent {
        @Override
        public String type() {
            return "patch.apply_failed";
        }
    }

    /// Type `patch.rolled_back`: a committed proposal was taken back.
    ///
    /// @param version the workspace's new head
    /// @param treeSha256 of that version
    /// @param operator who authorised it
    /// @param channel who asked: `window`, `cli`, `api`, `mcp` or `wire`
    record RolledBack(
            String proposal,
            String workspace,
            String version,
            String treeSha256,
            String operator,
            String channel,
            String reason)
            implements PatchEvent {
        @Override
        public String type() {
            return "patch.rolled_back";
        }
    }

    /// Type `patch.taken_elsewhere`: the proposal's result was found on disk: the client wrote it itself.
    record TakenElsewhere(String proposal, String workspace) implements PatchEvent {
        @Override
        public String type() {
            return "patch.taken_elsewhere";
        }
    }
}
