-- Workspaces and their versions, proposed patches, and what was decided on them. The state of a proposal is not here:
-- it is the state of the line in patch_ledger_entries with the same id. Bytes are in the blob store, by their SHA-256.
-- Times are UTC with milliseconds.

CREATE TABLE artifacts (                  -- one for each workspace
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  folder TEXT NOT NULL UNIQUE,            -- its real path
  head TEXT,                              -- NULL before the first version
  added_at TEXT NOT NULL,
  settings TEXT NOT NULL DEFAULT '{}'     -- JSON: gates, policy, what is left out
);

CREATE TABLE versions (
  id TEXT PRIMARY KEY NOT NULL,
  artifact_id TEXT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES versions (id) ON DELETE SET NULL,
  tree_sha256 TEXT NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  cause TEXT NOT NULL CHECK (cause IN ('snapshot', 'patch', 'rollback', 'restore')),
  proposal_id TEXT,
  created_at TEXT NOT NULL,
  left_out TEXT NOT NULL DEFAULT '[]'     -- JSON: what was left out and why
);
CREATE INDEX versions_by_artifact ON versions (artifact_id, id);
CREATE INDEX versions_by_parent ON versions (parent_id);
CREATE INDEX versions_by_proposal ON versions (proposal_id, cause) WHERE proposal_id IS NOT NULL;

CREATE TABLE file_manifests (             -- shared by versions whose trees are equal
  tree_sha256 TEXT NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'link', 'folder')),
  mode TEXT NOT NULL,                     -- octal, as git writes it; 040000 for a folder, which has nothing in it
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,                   -- empty for a folder
  PRIMARY KEY (tree_sha256, path)
) WITHOUT ROWID;
CREATE INDEX file_manifests_by_content ON file_manifests (sha256);

CREATE TABLE patch_proposals (
  id TEXT PRIMARY KEY NOT NULL REFERENCES patch_ledger_entries (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,               -- rises with everything that happens to it
  title TEXT NOT NULL,
  artifact_id TEXT REFERENCES artifacts (id) ON DELETE SET NULL,  -- NULL: unbound
  base_version TEXT,
  base_tree TEXT,                         -- the tree of that version: what it was judged against
  operator TEXT NOT NULL,
  channel TEXT NOT NULL,
  client TEXT NOT NULL,
  exchange TEXT,
  format TEXT NOT NULL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  source_sha256 TEXT NOT NULL,            -- what was proposed, as it came
  patch_sha256 TEXT,                      -- the located patch as JSON, without the edits of steps; NULL while it
                                          -- stands in no base
  digest TEXT,                            -- of its hunks, edits included
  verdict_sha256 TEXT,                    -- NULL until it was judged
  problems TEXT NOT NULL DEFAULT '[]',    -- JSON
  steps TEXT NOT NULL DEFAULT '[]',       -- JSON: choices and edits, in order, for undo
  undone TEXT NOT NULL DEFAULT '[]',      -- JSON: those that were taken back, the last one first
  comments TEXT NOT NULL DEFAULT '[]',    -- JSON
  retry_of TEXT,
  created_at TEXT NOT NULL
);
CREATE INDEX patch_proposals_by_artifact ON patch_proposals (artifact_id, id);
CREATE INDEX patch_proposals_by_digest ON patch_proposals (digest, artifact_id);

CREATE TABLE patch_evaluations (          -- also the cache of verdicts
  digest TEXT NOT NULL,                   -- of the hunks and the files they were made for
  tree_sha256 TEXT NOT NULL,              -- of the version it was judged against
  checker TEXT NOT NULL,
  verdict TEXT NOT NULL,                  -- JSON
  verdict_sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (digest, tree_sha256, checker)
);

CREATE TABLE approval_requests (
  id TEXT PRIMARY KEY NOT NULL,
  proposal_id TEXT NOT NULL REFERENCES patch_proposals (id) ON DELETE CASCADE,
  ticket TEXT NOT NULL,                   -- digest of what is approved, nonce and expiry included
  nonce TEXT NOT NULL,
  policy TEXT NOT NULL,                   -- SHA-256 of the policy in force when it was asked; empty if none was
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'denied', 'withdrawn', 'expired', 'spent', 'replaced')),
  expires_at TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX approval_requests_by_proposal ON approval_requests (proposal_id, id);
CREATE INDEX approval_requests_by_state ON approval_requests (state, expires_at);

CREATE TABLE approval_decisions (         -- never changed
  id TEXT PRIMARY KEY NOT NULL,
  request_id TEXT NOT NULL REFERENCES approval_requests (id) ON DELETE CASCADE,
  proposal_id TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('granted', 'denied', 'withdrawn', 'expired', 'rollback')),
  hunks TEXT NOT NULL,                    -- numbers, comma separated
  bound TEXT NOT NULL,                    -- JSON: digest, files and their hashes, verdict, policy
  reason TEXT NOT NULL,
  operator TEXT NOT NULL,
  channel TEXT NOT NULL,
  overridden INTEGER NOT NULL CHECK (overridden IN (0, 1)),
  policy_sha256 TEXT,
  decided_at TEXT NOT NULL
);
CREATE INDEX approval_decisions_by_request ON approval_decisions (request_id, id);
CREATE INDEX approval_decisions_by_proposal ON approval_decisions (proposal_id, id);

CREATE TABLE patch_applications (         -- an intent before the first file is written; what a start goes by
  id TEXT PRIMARY KEY NOT NULL,
  artifact_id TEXT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
  proposal_id TEXT,                       -- NULL for a restore
  progress TEXT NOT NULL CHECK (progress IN ('intended', 'done', 'undone')),
  cause TEXT NOT NULL CHECK (cause IN ('patch', 'rollback', 'restore')),
  plan TEXT NOT NULL,                     -- JSON: each place, the blob before and after, the temporary files
  result_sha256 TEXT NOT NULL,
  version_id TEXT,                        -- that it made
  created_at TEXT NOT NULL,
  ended_at TEXT
);
CREATE INDEX patch_applications_by_progress ON patch_applications (progress, id);
CREATE INDEX patch_applications_by_proposal ON patch_applications (proposal_id, id);
