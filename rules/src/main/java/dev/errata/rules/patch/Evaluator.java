package dev.errata.rules.patch;

/// Judges the code that a patch would leave.
///
/// **Thread:** any that may wait and work for a second. **Errors:** none for what a patch says: what cannot be read or
/// resolved is a finding. [java.io.UncheckedIOException] if the base cannot be read.
public interface Evaluator {

    /// The version of the checks: what they say of one patch changes only with it.
    String version();

    /// Judges it whole.
    ///
    /// @param base the workspace before, of which only what matters is read
    Verdict evaluate(FileSource base, Patch patch);
}
