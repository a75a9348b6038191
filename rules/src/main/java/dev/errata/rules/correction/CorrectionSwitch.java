package dev.errata.rules.correction;

/// The one switch for all correction. It is kept over restarts and journalled.
///
/// **Thread:** [#now] from any thread, cheap; [#set] writes, so not from an event loop or the FX thread.
public interface CorrectionSwitch {

    /// The state in force; a pause that has run out reads as on.
    Correction now();

    /// Switches.
    ///
    /// @param channel `window`, `cli` or `api`, for the journal
    void set(Correction correction, String channel);
}
