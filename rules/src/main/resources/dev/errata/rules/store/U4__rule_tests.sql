DROP TRIGGER rule_test_deleted;
DROP TRIGGER rule_test_updated;
DROP TRIGGER rule_test_inserted;
