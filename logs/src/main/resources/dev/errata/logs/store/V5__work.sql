-- Work in progress: one table per state machine, and the history of all their changes. Only logs.store.entity writes
-- here. Times are UTC with milliseconds, so that their order as texts is their order in time. Every row has a version,
-- which rises with each change: whoever decides on an old one changes nothing.

CREATE TABLE runs (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'succeeded', 'failed', 'canceled')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  name TEXT NOT NULL,
  started_at TEXT,
  completed_at TEXT,
  last_error TEXT,
  retry_of TEXT,
  CHECK (created_at <= coalesce(started_at, created_at)),
  CHECK (coalesce(started_at, created_at) <= coalesce(completed_at, started_at, created_at))
);
CREATE INDEX runs_by_state ON runs (state, id);

CREATE TABLE workstreams (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'ready', 'blocked', 'executing', 'validating', 'completed', 'failed',
    'cancelled', 'skipped')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
  depends_on TEXT NOT NULL,             -- ids of workstreams, comma separated
  started_at TEXT,
  completed_at TEXT,
  last_error TEXT,
  retry_of TEXT,
  CHECK (created_at <= coalesce(started_at, created_at)),
  CHECK (coalesce(started_at, created_at) <= coalesce(completed_at, started_at, created_at))
);
CREATE INDEX workstreams_by_state ON workstreams (state, id);
CREATE INDEX workstreams_by_run ON workstreams (run_id, id);

CREATE TABLE workers (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('initializing', 'idle', 'busy', 'unresponsive', 'shutdown')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  name TEXT NOT NULL,
  capabilities TEXT NOT NULL,           -- words, comma separated
  max_concurrent_tasks INTEGER NOT NULL CHECK (max_concurrent_tasks >= 1),
  heartbeat_at TEXT NOT NULL
);
CREATE INDEX workers_by_state ON workers (state, id);

CREATE TABLE tasks (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'queued', 'running', 'validating', 'completed', 'failed', 'retrying',
    'cancelled', 'blocked')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  workstream_id TEXT NOT NULL REFERENCES workstreams (id) ON DELETE CASCADE,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                   -- which work is to be done
  payload TEXT NOT NULL,                -- what that work is given
  critical INTEGER NOT NULL CHECK (critical IN (0, 1)),
  depends_on TEXT NOT NULL,             -- ids of tasks, comma separated
  capabilities TEXT NOT NULL,           -- that a worker must have, comma separated
  worker_id TEXT REFERENCES workers (id) ON DELETE SET NULL,
  blocked_by TEXT,
  retry_count INTEGER NOT NULL CHECK (retry_count >= 0),
  max_retries INTEGER NOT NULL CHECK (max_retries >= 0),
  timeout_sec INTEGER NOT NULL CHECK (timeout_sec > 0),
  retry_at TEXT,
  started_at TEXT,
  completed_at TEXT,
  exit_code INTEGER,
  last_error TEXT,
  retry_of TEXT,
  CHECK (worker_id IS NULL OR state = 'running'),
  CHECK (retry_count <= max_retries),
  CHECK (created_at <= coalesce(started_at, created_at)),
  CHECK (coalesce(started_at, created_at) <= coalesce(completed_at, started_at, created_at))
);
CREATE INDEX tasks_by_state ON tasks (state, id);
CREATE INDEX tasks_by_workstream ON tasks (workstream_id, id);
CREATE INDEX tasks_by_run ON tasks (run_id, id);
CREATE INDEX tasks_by_worker ON tasks (worker_id, id);

CREATE TABLE patch_ledger_entries (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('created', 'validated', 'queued', 'applied', 'apply_failed', 'verified',
    'committed', 'rolled_back', 'quarantined', 'dropped')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  workstream_id TEXT REFERENCES workstreams (id) ON DELETE CASCADE, -- NULL: proposed by itself
  run_id TEXT REFERENCES runs (id) ON DELETE CASCADE,
  workspace TEXT NOT NULL,
  base_version TEXT,                    -- the workspace's head when it was proposed
  sha256 TEXT,                          -- of the patch's artifact
  tries INTEGER NOT NULL CHECK (tries >= 0),
  reason TEXT,
  last_error TEXT,
  retry_of TEXT,
  CHECK (state NOT IN ('quarantined', 'rolled_back') OR length(trim(coalesce(reason, ''))) > 0)
);
CREATE INDEX patch_ledger_entries_by_state ON patch_ledger_entries (state, id);
CREATE INDEX patch_ledger_entries_by_workstream ON patch_ledger_entries (workstream_id, id);
CREATE INDEX patch_ledger_entries_by_run ON patch_ledger_entries (run_id, id);

CREATE TABLE uet_workers (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('SPAWNING', 'IDLE', 'BUSY', 'DRAINING', 'TERMINATED')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  name TEXT NOT NULL,
  task_id TEXT REFERENCES tasks (id) ON DELETE SET NULL,
  process_id INTEGER,
  last_error TEXT
);
CREATE INDEX uet_workers_by_state ON uet_workers (state, id);
CREATE INDEX uet_workers_by_task ON uet_workers (task_id, id);

CREATE TABLE test_gates (
  id TEXT PRIMARY KEY NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'RUNNING', 'PASSED', 'FAILED', 'BLOCKED')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  task_id TEXT REFERENCES tasks (id) ON DELETE CASCADE,
  patch_id TEXT REFERENCES patch_ledger_entries (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('LINT', 'UNIT', 'INTEGRATION', 'SECURITY')),
  depends_on TEXT NOT NULL,             -- ids of gates, comma separated
  command TEXT NOT NULL,
  expected_exit_code INTEGER NOT NULL,
  exit_code INTEGER,
  output TEXT,
  duration_millis INTEGER CHECK (duration_millis >= 0),
  retry_of TEXT
);
CREATE INDEX test_gates_by_state ON test_gates (state, id);
CREATE INDEX test_gates_by_task ON test_gates (task_id, id);
CREATE INDEX test_gates_by_patch ON test_gates (patch_id, id);

CREATE TABLE circuit_breakers (
  id TEXT PRIMARY KEY NOT NULL,         -- what it guards: a model server's address without scheme and slashes
  state TEXT NOT NULL CHECK (state IN ('CLOSED', 'OPEN', 'HALF_OPEN')),
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  last_error TEXT
);
CREATE INDEX circuit_breakers_by_state ON circuit_breakers (state, id);

-- No foreign key: the history stays when what it tells of is deleted.
CREATE TABLE state_transitions (
  event_id TEXT PRIMARY KEY NOT NULL,   -- ULID, strictly increasing
  timestamp TEXT NOT NULL,
  event_type TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('debug', 'info', 'warning', 'error', 'critical')),
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,               -- the same as from_state where nothing moved: a warning, an error
  trigger TEXT NOT NULL,
  reason TEXT NOT NULL,
  operator TEXT,                        -- NULL: nobody, it went its own way
  metadata TEXT NOT NULL CHECK (json_valid(metadata)),
  run_id TEXT,
  workstream_id TEXT,
  journal_seq INTEGER NOT NULL          -- the journal's record of it
);
CREATE INDEX state_transitions_by_entity ON state_transitions (entity_type, entity_id, event_id);
CREATE INDEX state_transitions_by_run ON state_transitions (run_id, event_id);
CREATE INDEX state_transitions_by_seq ON state_transitions (journal_seq);

CREATE TRIGGER state_transitions_stay BEFORE DELETE ON state_transitions
BEGIN
  SELECT RAISE(ABORT, 'the history of states is never shortened');
END;
CREATE TRIGGER state_transitions_stand BEFORE UPDATE ON state_transitions
BEGIN
  SELECT RAISE(ABORT, 'the history of states is never changed');
END;
