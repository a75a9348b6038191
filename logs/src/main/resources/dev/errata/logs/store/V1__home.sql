-- The head of the journal's chain (one row), kept away from the journal's own files.
CREATE TABLE anchor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  mac TEXT NOT NULL,
  committed_at TEXT NOT NULL
);

-- Switches that survive a restart.
CREATE TABLE home_state (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
