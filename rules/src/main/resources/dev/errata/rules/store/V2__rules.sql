-- People edit these tables with any SQLite tool, so nothing here needs more than plain SQLite: no function of ours,
-- no CHECK on a rule's columns (a bad row must be storable to be shown with its reason), no foreign key that a tool
-- may not enforce. The triggers keep history and times whoever writes.

CREATE TABLE correction_patterns (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that a history belongs to one rule
  pattern TEXT NOT NULL,
  type TEXT NOT NULL,                   -- invalid_path, fabricated_path, logic_contradiction, incorrect_fact,
                                        -- incomplete_reasoning, pattern_match, or a word of your own
  confidence_threshold REAL DEFAULT 0,
  replacement TEXT,                     -- NULL: detect only
  match TEXT DEFAULT 'literal',         -- literal, word, regex
  case_sensitive INTEGER DEFAULT 1,
  scope TEXT DEFAULT 'any',             -- any, prose, code, reasoning, tool_args; comma separated
  language TEXT,                        -- only inside code of it
  model TEXT,                           -- glob
  client TEXT,                          -- glob
  mode TEXT DEFAULT 'enforce',          -- shadow, enforce, off
  priority INTEGER DEFAULT 0,
  window INTEGER,                       -- longest match in UTF-16 units
  on_error TEXT DEFAULT 'open',         -- open, closed
  policy TEXT,                          -- grammar, logprobs, json; comma separated
  pack TEXT,
  author TEXT,
  version TEXT,
  note TEXT,
  created_at TEXT,
  updated_at TEXT
);

CREATE TABLE rule_tests (
  id INTEGER PRIMARY KEY,
  rule_id INTEGER NOT NULL,
  input TEXT NOT NULL,
  expected TEXT NOT NULL
);

CREATE INDEX rule_tests_by_rule ON rule_tests (rule_id);

CREATE TABLE behavior_patches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  description TEXT,
  patch_type TEXT,                      -- prompt_modifier, parameter, output_filter, validator
  payload_json TEXT,
  model TEXT,
  client TEXT,
  mode TEXT DEFAULT 'enforce',
  priority INTEGER DEFAULT 0
);

-- Every form that a rule ever had: as inserted, as updated, and as it was when it was deleted. Kept for ever.
CREATE TABLE rule_history (
  history_id INTEGER PRIMARY KEY AUTOINCREMENT,
  change TEXT NOT NULL,                 -- insert, update, delete
  changed_at TEXT NOT NULL,
  rule_id INTEGER NOT NULL,
  pattern,
  type,
  confidence_threshold,
  replacement,
  match,
  case_sensitive,
  scope,
  language,
  model,
  client,
  mode,
  priority,
  window,
  on_error,
  policy,
  pack,
  author,
  version,
  note,
  created_at,
  updated_at
);

CREATE INDEX rule_history_by_rule ON rule_history (rule_id, history_id);

-- One row that rises with every change of the rules, so that watching them costs one look, however much
-- else is written.
CREATE TABLE rule_revision (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
);

INSERT INTO rule_revision VALUES (1, 0);

CREATE TRIGGER rule_inserted AFTER INSERT ON correction_patterns
BEGIN
  UPDATE correction_patterns
    SET created_at = coalesce(created_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
      updated_at = coalesce(updated_at, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    WHERE id = NEW.id;
  INSERT INTO rule_history (change, changed_at, rule_id,
    pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
    mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at)
  SELECT 'insert', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), id,
    pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
    mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at
  FROM correction_patterns WHERE id = NEW.id;
  UPDATE rule_revision SET number = number + 1;
END;

-- Named columns keep this trigger from answering to its own and the other's UPDATE of the times.
CREATE TRIGGER rule_updated AFTER UPDATE OF
  id,
  pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
  mode, priority, window, on_error, policy, pack, author, version, note
ON correction_patterns
BEGIN
  UPDATE correction_patterns SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = NEW.id;
  INSERT INTO rule_history (change, changed_at, rule_id,
    pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
    mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at)
  SELECT 'delete', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), OLD.id,
    OLD.pattern, OLD.type, OLD.confidence_threshold, OLD.replacement, OLD.match, OLD.case_sensitive,
    OLD.scope, OLD.language, OLD.model, OLD.client, OLD.mode, OLD.priority, OLD.window, OLD.on_error,
    OLD.policy, OLD.pack, OLD.author, OLD.version, OLD.note, OLD.created_at, OLD.updated_at
  WHERE OLD.id <> NEW.id;
  INSERT INTO rule_history (change, changed_at, rule_id,
    pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
    mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at)
  SELECT 'update', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), id,
    pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
    mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at
  FROM correction_patterns WHERE id = NEW.id;
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER rule_deleted AFTER DELETE ON correction_patterns
BEGIN
  INSERT INTO rule_history (change, changed_at, rule_id,
    pattern, type, confidence_threshold, replacement, match, case_sensitive, scope, language, model, client,
    mode, priority, window, on_error, policy, pack, author, version, note, created_at, updated_at)
  VALUES ('delete', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), OLD.id,
    OLD.pattern, OLD.type, OLD.confidence_threshold, OLD.replacement, OLD.match, OLD.case_sensitive,
    OLD.scope, OLD.language, OLD.model, OLD.client, OLD.mode, OLD.priority, OLD.window, OLD.on_error,
    OLD.policy, OLD.pack, OLD.author, OLD.version, OLD.note, OLD.created_at, OLD.updated_at);
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER patch_inserted AFTER INSERT ON behavior_patches
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER patch_updated AFTER UPDATE ON behavior_patches
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER patch_deleted AFTER DELETE ON behavior_patches
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;
