package dev.errata.rules.session;

import java.time.Duration;

/// When a session ends and how many are kept.
///
/// @param gap a pause longer than this begins a new session, unless the client names it
/// @param kept how many sessions are kept; beyond it the ones that rested longest are deleted
public record SessionLimits(Duration gap, int kept) {

    /// Where nobody says otherwise.
    public static final SessionLimits USUAL = new SessionLimits(Duration.ofMinutes(30), 50);

    public SessionLimits {
        if (gap.isNegative() || kept < 1) {
            throw new IllegalArgumentException("no limits of sessions: " + gap + ", " + kept);
        }
    }
}
