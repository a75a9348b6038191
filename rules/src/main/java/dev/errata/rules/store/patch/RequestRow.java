package dev.errata.rules.store.patch;

import java.time.Instant;

/// A row of `approval_requests`.
///
/// @param ticket digest of what is asked
/// @param policy hex SHA-256 of the policy in force; empty if none
/// @param state `open`, `granted`, `denied`, `withdrawn`, `expired`, `spent` or `replaced`
public record RequestRow(
        String id,
        String proposal,
        String ticket,
        String nonce,
        String policy,
        String state,
        Instant expires,
        Instant at) {}
