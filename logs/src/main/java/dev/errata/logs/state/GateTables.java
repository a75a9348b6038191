package dev.errata.logs.state;

/// The machines of what a patch passes through, in the form that [Table] reads.
final class GateTables {
    private GateTables() {}

    /// The unit-execution worker, which runs one test gate or command.
    static final String UET_WORKER = """
        SPAWNING IDLE BUSY DRAINING TERMINATED*
        SPAWNING > IDLE : init done
        SPAWNING > TERMINATED : spawn failed
        IDLE > BUSY : task
        IDLE > TERMINATED : shutdown
        BUSY > IDLE : done
        BUSY > DRAINING : shutdown while busy
        BUSY > TERMINATED : crash
        DRAINING > TERMINATED : task finished
        """;

    /// The patch ledger. `quarantined > dropped` leaves a terminal state, by hand only: it says that nobody will look
    /// again.
    static final String PATCH = """
        created validated queued applied apply_failed verified committed rolled_back* quarantined* dropped*
        created > validated : format, scope and constraints all pass
        created > quarantined : validation failed
        validated > queued : a person approved it, or an enabled auto-approval policy did
        validated > quarantined : policy violation, a person rejected it (reason required), or it expired
        queued > applied : the gates passed on a copy of the result, then the files were written
        queued > apply_failed : apply failed
        applied > verified : the hash of what was written equals the hash of what the gates saw
        applied > quarantined : it does not (the workspace is restored)
        apply_failed > quarantined : automatic, after 3 tries
        apply_failed > dropped : manual
        verified > committed : the new version is recorded as the workspace's head
        committed > rolled_back : rollback, authorised by a person, reason required
        + apply_failed > queued : retry, at most 3
        + quarantined > dropped : manual
        + queued > quarantined : a gate failed on the copy, nothing was written; or the approval expired
        + queued > validated : approval withdrawn
        """;

    static final String TEST_GATE = """
        PENDING RUNNING PASSED* FAILED* BLOCKED
        PENDING > RUNNING : start
        PENDING > BLOCKED : a gate it depends on failed
        RUNNING > PASSED : expected exit code
        RUNNING > FAILED : other exit code or timeout
        BLOCKED > PENDING : the gate it depends on passed
        """;

    static final String CIRCUIT_BREAKER = """
        CLOSED OPEN HALF_OPEN
        CLOSED > OPEN : failures >= threshold
        OPEN > HALF_OPEN : cool-down over
        HALF_OPEN > CLOSED : success
        HALF_OPEN > OPEN : failure
        """;
}
