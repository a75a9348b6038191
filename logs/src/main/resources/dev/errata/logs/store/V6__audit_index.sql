-- The journal's search index. It is made from the segments, proves nothing, and can be made again at any time.

-- Types, models, clients and segments by number: each stands in very many records.
CREATE TABLE audit_name (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- One row per record; `start` is the byte of the segment at which its line begins.
CREATE TABLE audit_record (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  type INTEGER NOT NULL,
  exchange TEXT,
  model INTEGER,
  client INTEGER,
  segment INTEGER NOT NULL,
  start INTEGER NOT NULL
);
CREATE INDEX audit_record_at ON audit_record (at);
CREATE INDEX audit_record_type ON audit_record (type);
CREATE INDEX audit_record_exchange ON audit_record (exchange) WHERE exchange IS NOT NULL;
CREATE INDEX audit_record_model ON audit_record (model) WHERE model IS NOT NULL;
CREATE INDEX audit_record_client ON audit_record (client) WHERE client IS NOT NULL;

-- Which rules a record names.
CREATE TABLE audit_rule (
  rule INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (rule, seq)
) WITHOUT ROWID;

-- The words of each record, without their text: that stands in the segments. `rowid` is the record's number.
CREATE VIRTUAL TABLE audit_text USING fts5 (words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 0');

-- How far the index has come: the number and hash of its last record.
CREATE TABLE audit_indexed (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
);
