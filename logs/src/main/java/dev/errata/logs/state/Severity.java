package dev.errata.logs.state;

import java.util.Locale;
import java.util.Set;

/// How much a change of state matters to whoever reads the history.
///
/// | what | severity |
/// |---|---|
/// | the normal way | info |
/// | a retry, a recovery, anything done by hand | warning |
/// | a failure, a breaker that opened | error |
/// | a rollback, the failure of a critical workstream | critical |
public enum Severity {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    private static final Set<String> FAILURES = Set.of("failed", "apply_failed", "quarantined", "FAILED", "OPEN");
    private static final Set<String> TROUBLED =
            Set.of("retrying", "blocked", "BLOCKED", "unresponsive", "apply_failed", "OPEN", "HALF_OPEN");

    /// The severity of a change.
    ///
    /// @param critical whether the entity is a critical one
    /// @param byHand whether a person overrode the machine's own way
    public static Severity of(Transition transition, boolean critical, boolean byHand) {
        boolean failed = FAILURES.contains(transition.to());
        if (transition.to().equals("rolled_back")
                || (failed && critical && transition.entity().equals(Machine.WORKSTREAM.entity()))) {
            return CRITICAL;
        }
        if (failed) {
            return ERROR;
        }
        boolean troubled = TROUBLED.contains(transition.from()) || TROUBLED.contains(transition.to());
        return byHand || troubled ? WARNING : INFO;
    }

    /// The word in the database and in the journal.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
