package dev.errata.rules.store.patch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `approval_decisions`, which is never changed.
///
/// @param decision `granted`, `denied`, `withdrawn`, `expired` or `rollback`
/// @param hunks numbers, comma separated
/// @param bound JSON: what it is bound to
/// @param policy hex SHA-256 of the policy that decided; null for a person
public record DecisionRow(
        String id,
        String request,
        String proposal,
        String decision,
        String hunks,
        String bound,
        String reason,
        String operator,
        String channel,
        boolean overridden,
        @Nullable String policy,
        Instant at) {}
