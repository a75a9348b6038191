package dev.errata.logs.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What an SQLite error means for a person, by its primary result code.
///
/// **Source:** <https://sqlite.org/rescode.html>.
final class Damage {
    private Damage() {}

    /// Whether the file's content is at fault, rather than its rights, its locks or its disk.
    static boolean isDamage(SQLException e) {
        int code = code(e);
        return code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code;
    }

    /// Whether the database itself is at fault, rather than the statement that was tried.
    static boolean isFault(SQLException e) {
        return !advice(e).isEmpty();
    }

    /// What happened and what to do.
    static String describe(SQLException e) {
        String advice = advice(e);
        return advice.isEmpty() ? "The database refused it: " + e.getMessage() : advice;
    }

    private static String advice(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(code(e))) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "Another program holds the database locked. End its transaction, then try again.";
            case SQLITE_FULL -> "The disk is full. Free some space, then try again.";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "The database may not be written. Give write permission to errata.db and its folder.";
            case SQLITE_IOERR -> "The disk failed while the database was used (" + e.getMessage() + ").";
            case SQLITE_CANTOPEN ->
                "The database could not be opened. Look at the permissions of errata.db and its folder.";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "The database is damaged. Restart Errata: it keeps the damaged file aside and makes a new one.";
            default -> "";
        };
    }

    private static int code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : 0;
    }
}
