package dev.errata.logs.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/// The one SQLite database of a home (`errata.db`, WAL): one thread that writes, others that read, never a virtual
/// thread.
///
/// **Thread:** any; work is handed to the database's own platform threads. **Errors:** [StoreException], always with
/// nothing changed.
public interface Database extends AutoCloseable {

    /// Runs work on the writer's thread in one transaction. Never blocks.
    ///
    /// The stage completes on the writer's thread. It fails with [StoreException] if the database cannot be written,
    /// or if too many changes wait already; nothing is changed then.
    <T> CompletionStage<T> write(Work<T> work);

    /// Does what [#write] does and waits for it. Not for an event loop or the FX thread.
    ///
    /// @throws StoreException if nothing was changed
    <T> T writeAndWait(Work<T> work);

    /// Runs read-only work on a reader's thread, on one consistent snapshot, and waits for it. Not for an event loop
    /// or the FX thread.
    ///
    /// @throws StoreException if it could not be read
    <T> T read(Work<T> work);

    /// How the database was found when it was opened.
    Opening opening();

    /// A number that changes whenever anybody, another process included, commits a change. Cheap; not for an event
    /// loop.
    ///
    /// @throws StoreException if it could not be read
    long changeCounter();

    /// Why the database cannot be written or does not last, empty while all is well. For health; cheap, from any
    /// thread.
    String fault();

    /// Finishes the work that waits and closes the connections. Blocks.
    @Override
    void close();

    /// A piece of work on a connection, which is lent for its duration. The transaction is the database's: the work
    /// neither commits nor rolls back; what it throws rolls everything back.
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
