package dev.errata.rules.store.patch;

import org.jspecify.annotations.Nullable;

/// A proposal with all that the tables say of it at one moment.
///
/// @param request its newest one
/// @param decision the newest one on that request
/// @param verdict JSON of what was said of it; null until then
/// @param applied the version that it made
/// @param takenBack the version that its rollback made
public record KeptProposal(
        Ledger ledger,
        ProposalRow row,
        @Nullable RequestRow request,
        @Nullable DecisionRow decision,
        @Nullable String verdict,
        @Nullable String applied,
        @Nullable String takenBack) {

    /// Its line of the patch ledger.
    ///
    /// @param tries how often it was applied in vain
    public record Ledger(String state, long version, int tries, String reason, String lastError) {}

    public String id() {
        return row.id();
    }

    public String state() {
        return ledger.state();
    }

    /// Rises with everything that happens to it, be it in the ledger or in its own row.
    public long version() {
        return ledger.version() + row.version();
    }

    /// The state of its newest request; empty if it has none.
    public String asked() {
        return request == null ? "" : request.state();
    }
}
