DROP TABLE edit_tools;
