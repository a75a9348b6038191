package dev.errata.desktop.review;

import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyText;
import dev.errata.rules.patch.desk.Policies;
import java.util.List;

/// The auto-approval policies of workspaces, as a person edits them.
///
/// **Thread:** any that may wait. **Errors:** [IllegalArgumentException] for a workspace that is not known.
public interface PolicyBook {

    /// What is written for a workspace.
    PolicyText.Reading read(String workspace);

    /// Puts another policy in the place of the one before, and says so to the journal.
    Policies.Saving save(String workspace, Policy policy);

    /// What a policy would have said of past proposals, newest first.
    List<Policies.Trial> dryRun(String workspace, Policy policy);
}
