package dev.errata.rules.store.patch;

import java.time.Instant;

/// A row of `patch_evaluations`.
///
/// @param tree hex SHA-256 of the tree it was judged against
/// @param verdict JSON
/// @param sha256 of the verdict
public record EvaluationRow(String digest, String tree, String checker, String verdict, String sha256, Instant at) {}
