-- The user's own rows of the tool table: which arguments of a tool hold the new side of an edit, so that rules may
-- change them. They are asked before the rows that come with Errata. Each column but tool and note is a comma separated
-- list of places: new_string, edits[].new_string, *[].text. A row that is not valid is shown and stops no other.

CREATE TABLE edit_tools (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tool TEXT NOT NULL,                   -- glob on the tool's name; case and a client's prefix do not count
  path TEXT,                            -- where the file's name stands
  old TEXT,                             -- never changes
  new TEXT,                             -- rules apply
  patch TEXT,                           -- a patch or a diff: rules apply to its new side
  note TEXT
);

CREATE TRIGGER edit_tool_inserted AFTER INSERT ON edit_tools
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER edit_tool_updated AFTER UPDATE ON edit_tools
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER edit_tool_deleted AFTER DELETE ON edit_tools
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;
