package dev.errata.logs.state;

/// The machines of planned work, in the form that [Table] reads.
final class WorkTables {
    private WorkTables() {}

    static final String RUN = """
        pending running succeeded* failed* canceled*
        pending > running : the orchestrator starts it
        running > succeeded : every workstream is completed or skipped
        running > failed : a critical workstream failed
        running > canceled : user
        pending > canceled : user, before the start
        """;

    static final String WORKSTREAM = """
        planned ready blocked executing validating completed* failed* cancelled* skipped*
        planned > ready : its tasks exist and its dependencies are met
        planned > blocked : a prerequisite workstream is not completed
        planned > skipped : disabled by user or configuration
        planned > cancelled : user
        blocked > ready : all prerequisites completed
        ready > executing : its first task runs
        ready > skipped : disabled
        ready > cancelled : user
        executing > validating : all tasks completed
        executing > failed : a critical task failed
        executing > cancelled : user
        validating > completed : final validation passed
        validating > failed : final validation failed
        + blocked|validating > cancelled : user
        + blocked > skipped : disabled
        """;

    static final String TASK = """
        pending queued running validating completed* failed* retrying cancelled* blocked
        pending > queued : scheduler_assigned
        pending > blocked : dependency_check_failed
        blocked > pending : dependency_satisfied
        queued > running : worker_started
        running > validating : execution_completed
        running > retrying : execution_failed
        running > failed : execution_failed or timeout_exceeded
        running > cancelled : user_cancelled
        retrying > queued : retry_delay_elapsed
        validating > completed : validation_passed
        validating > failed : validation_failed
        + pending|queued|blocked|retrying > cancelled : user_cancelled
        + queued|validating > blocked : a gate it depends on failed
        """;

    static final String WORKER = """
        initializing idle busy unresponsive shutdown*
        initializing > idle : registered
        idle > busy : task assigned
        busy > idle : task done
        busy > unresponsive : heartbeats missed
        unresponsive > idle : heartbeat back
        unresponsive > shutdown : recovery window over
        idle > shutdown : request
        busy > shutdown : request, after the current task
        + idle > unresponsive : stale heartbeat
        """;
}
