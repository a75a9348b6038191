package dev.errata.rules.store.patch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `patch_applications`: that files are to be written, and what came of it.
///
/// @param proposal null for a restore
/// @param progress `intended`, `done` or `undone`
/// @param cause `patch`, `rollback` or `restore`
/// @param plan JSON, with the blobs it needs in its list `blobs`
/// @param resultSha256 what the written places hash to
/// @param version that it made; null while there is none
public record Application(
        String id,
        String workspace,
        @Nullable String proposal,
        String progress,
        String cause,
        String plan,
        String resultSha256,
        @Nullable String version,
        Instant at) {}
