package dev.errata.rules.patch;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What only a person may do. Each decision names the version of the proposal that the person saw: if anything has
/// happened to it since, the decision is refused and nothing is changed.
///
/// **Thread:** as [Proposals].
public interface Approvals extends Proposals {

    /// What tells whether a proposal has to be read again.
    ///
    /// @param mark another one whenever anything about it, or about its gates, is another
    record Stamp(String id, String state, String mark) {}

    /// The stamps of proposals, oldest first: cheap enough to ask several times a second.
    List<Stamp> stamps(Filter filter);

    /// The stamp of one.
    Optional<Stamp> stamp(String id);

    /// Decides on hunks; nothing is final before [#approve] or [#reject].
    DecisionResult choose(String id, long version, Set<Integer> hunks, Proposal.Choice choice, Actor actor);

    /// Takes the last step of an open proposal back: a choice, an edit.
    DecisionResult undo(String id, Actor actor);

    /// Does again what was taken back last.
    DecisionResult redo(String id, Actor actor);

    /// Replaces the new side of a hunk; the result is judged again.
    ///
    /// @param text the new side, with line breaks
    DecisionResult edit(String id, long version, int hunk, String text, Actor actor);

    /// Writes a comment, which who proposed can read.
    ///
    /// @param hunk 0 for the whole proposal
    DecisionResult comment(String id, int hunk, String text, Actor actor);

    /// Approves hunks, and rejects all others.
    ///
    /// @param hunks none for those that are accepted so far, and all if nothing was decided at all
    /// @param override whether an unsafe or unknown verdict is overridden
    DecisionResult approve(String id, long version, Set<Integer> hunks, String reason, boolean override, Actor actor);

    /// Rejects it whole.
    ///
    /// @param reason never blank
    DecisionResult reject(String id, long version, String reason, Actor actor);

    /// Takes an approval back that is not used yet.
    DecisionResult withdraw(String id, String reason, Actor actor);

    /// Ends the gates of a proposal that is being applied. The approval is taken back with it: nothing is written, and
    /// it waits for a decision again. Refused once its files are being written.
    DecisionResult cancel(String id, String reason, Actor actor);

    /// Drops what is in quarantine, or could not be applied.
    DecisionResult drop(String id, String reason, Actor actor);

    /// Gives an unbound proposal its workspace.
    DecisionResult bind(String id, String workspace, Actor actor);

    /// Takes a committed proposal back; later changes of the same files are kept where they can be merged.
    ///
    /// @param reason never blank
    ApplyResult rollback(String id, String reason, Actor actor);
}
