DROP TABLE audit_indexed;
DROP TABLE audit_text;
DROP TABLE audit_rule;
DROP TABLE audit_record;
DROP TABLE audit_name;
