DROP TABLE home_state;
DROP TABLE anchor;
