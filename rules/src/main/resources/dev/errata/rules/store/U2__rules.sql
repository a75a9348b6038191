-- The triggers go with their tables.
DROP TABLE rule_revision;
DROP TABLE rule_history;
DROP TABLE behavior_patches;
DROP TABLE rule_tests;
DROP TABLE correction_patterns;
