-- A rule whose own test fails is not in force, so a change of its tests is a change of the rules: whoever watches them
-- has to see it.

CREATE TRIGGER rule_test_inserted AFTER INSERT ON rule_tests
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER rule_test_updated AFTER UPDATE ON rule_tests
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;

CREATE TRIGGER rule_test_deleted AFTER DELETE ON rule_tests
BEGIN
  UPDATE rule_revision SET number = number + 1;
END;
