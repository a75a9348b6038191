package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Pen;
import org.jspecify.annotations.Nullable;

/// What came of a write that was begun before and not ended.
///
/// @param application id of its row
/// @param proposal null for a restore
/// @param cause `patch`, `rollback` or `restore`
/// @param outcome written, or not
/// @param settled whether the row says so; if not, it is tried again before the next write
public record Recovered(
        String application,
        @Nullable String proposal,
        String workspace,
        String cause,
        Pen.Outcome outcome,
        boolean settled) {}
