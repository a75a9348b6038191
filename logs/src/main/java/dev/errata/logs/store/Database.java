package dev.errata.logs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/// The one SQLite database of a home (`errata.db`, WAL): one thread that writes, others that read, never a virtual thread.
public interface Database extends AutoCloseable {

    /// Runs work on the writer's thread in one transaction.
    ///
    /// The stage fails with [StoreException] if the database cannot be written; nothing is changed then.
    <T> CompletionStage<T> write(Work<T> work);

    /// Runs read-only work on the reader's thread and waits for it. Not for an event loop or the FX thread.
    <T> T read(Work<T> work);

    /// How the database was found when it was opened.
    Opening opening();

    /// A number that changes whenever anybody, another process included, commits a change. Cheap; not for an event loop.
    long changeCounter();

    /// Why the database cannot be written, empty while it can. For health.
    String fault();

    @Override
    void close();

    /// A piece of work on a connection.
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
