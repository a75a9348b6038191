-- The way back from V7. Sessions and counted tokens are lost; the journal keeps its records of both.

DROP INDEX exchange_tokens_by_session;
DROP INDEX exchange_tokens_by_day;
DROP TABLE exchange_tokens;
DROP INDEX sessions_open;
DROP INDEX sessions_by_client;
DROP INDEX sessions_by_time;
DROP TABLE sessions;
