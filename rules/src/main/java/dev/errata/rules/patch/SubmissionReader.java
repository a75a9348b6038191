package dev.errata.rules.patch;

import java.nio.file.Path;
import java.util.Set;

/// Reads what models and agents write as patches.
///
/// **Thread:** any that may work for a second. **Errors:** none for what a submission says;
/// [java.io.UncheckedIOException] if the base cannot be read.
public interface SubmissionReader {

    /// Reads it whole, or not at all: never half of what it says.
    Reading read(Submission.Body body, FileSource base);

    /// The paths that it names, as far as they can be places in a workspace: to find the one that it is for.
    Set<WorkspacePath> paths(Submission.Body body);

    /// The same reader for a workspace that lies in a folder: absolute paths into it, which many agents write, are
    /// paths in the workspace. No disk is asked; without this, absolute paths are refused.
    default SubmissionReader in(Path folder) {
        return this;
    }
}
