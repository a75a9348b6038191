package dev.errata.logs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// Runs a piece of work in one transaction. The driver's own (`setAutoCommit(false)`) begins the next one at each
/// commit and so would keep a lock while nothing is done.
final class Transactions {
    private Transactions() {}

    static <T> T run(Connection connection, String begin, Database.Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(begin);
            try {
                T result = work.run(connection);
                statement.execute("COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollBack(statement, e);
                throw e;
            }
        }
    }

    private static void rollBack(Statement statement, Throwable why) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            why.addSuppressed(e); // some errors have rolled back already
        }
    }
}
