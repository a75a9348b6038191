-- The conversations of clients, and the tokens of each exchange. Times are UTC with milliseconds, days those of the
-- local calendar. A session's checksum covers all its other columns; a row that does not fit is shown as damaged.

CREATE TABLE sessions (
  session TEXT PRIMARY KEY NOT NULL,            -- the client's own name for it, or its first exchange's id
  named INTEGER NOT NULL DEFAULT 0,
  client TEXT NOT NULL DEFAULT '',
  workspace TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  started_at TEXT NOT NULL DEFAULT '',
  last_at TEXT NOT NULL DEFAULT '',
  ended_at TEXT,                                -- NULL: may still go on
  exchanges INTEGER NOT NULL DEFAULT 0,
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cached_tokens INTEGER NOT NULL DEFAULT 0,     -- of the input
  reasoning_tokens INTEGER NOT NULL DEFAULT 0,  -- of the output
  estimated_tokens INTEGER NOT NULL DEFAULT 0,  -- of both: what no server has counted
  files TEXT NOT NULL DEFAULT '[]',
  decisions TEXT NOT NULL DEFAULT '[]',
  version INTEGER NOT NULL DEFAULT 0,
  checksum TEXT NOT NULL DEFAULT ''
);

CREATE INDEX sessions_by_time ON sessions (last_at, session);
CREATE INDEX sessions_by_client ON sessions (client, last_at, session);
CREATE INDEX sessions_open ON sessions (client, workspace, last_at) WHERE named = 0 AND ended_at IS NULL;

-- Kept when a session is deleted: what was used on a day stays so.
CREATE TABLE exchange_tokens (
  exchange TEXT PRIMARY KEY NOT NULL,
  session TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  client TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cached_tokens INTEGER NOT NULL DEFAULT 0,
  reasoning_tokens INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL DEFAULT 'estimate' CHECK (source IN ('server', 'tokenizer', 'estimate'))
);

CREATE INDEX exchange_tokens_by_day ON exchange_tokens (day);
CREATE INDEX exchange_tokens_by_session ON exchange_tokens (session, at);
