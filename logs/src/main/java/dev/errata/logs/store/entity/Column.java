package dev.errata.logs.store.entity;

import java.util.Locale;

/// The columns of the entity tables. No statement names a column but by one of these.
public enum Column {
    ID,
    STATE,
    VERSION,
    CREATED_AT,
    MOVED_AT,
    NAME,
    STARTED_AT,
    COMPLETED_AT,
    LAST_ERROR,
    REASON,
    RETRY_OF,
    RUN_ID,
    WORKSTREAM_ID,
    TASK_ID,
    PATCH_ID,
    WORKER_ID,
    CRITICAL,
    DEPENDS_ON,
    BLOCKED_BY,
    KIND,
    PAYLOAD,
    CAPABILITIES,
    RETRY_COUNT,
    MAX_RETRIES,
    TIMEOUT_SEC,
    RETRY_AT,
    EXIT_CODE,
    EXPECTED_EXIT_CODE,
    MAX_CONCURRENT_TASKS,
    HEARTBEAT_AT,
    WORKSPACE,
    BASE_VERSION,
    SHA256,
    TRIES,
    PROCESS_ID,
    TYPE,
    COMMAND,
    OUTPUT,
    DURATION_MILLIS,
    EVENT_ID,
    TIMESTAMP,
    EVENT_TYPE,
    SEVERITY,
    ENTITY_TYPE,
    ENTITY_ID,
    FROM_STATE,
    TO_STATE,
    TRIGGER,
    OPERATOR,
    METADATA,
    JOURNAL_SEQ;

    private final String sql = name().toLowerCase(Locale.ROOT);

    /// The column's name in the database.
    public String sql() {
        return sql;
    }
}
