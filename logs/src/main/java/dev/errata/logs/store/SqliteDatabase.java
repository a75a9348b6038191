package dev.errata.logs.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database on SQLite.
///
/// A file has one connection that writes, two that read, and one that only watches `PRAGMA data_version`, which
/// counts the commits of all *other* connections, whichever process they belong to. A database in memory has one
/// connection for all.
///
/// **Source:** <https://sqlite.org/pragma.html#pragma_data_version>.
public final class SqliteDatabase implements Database {
    /// Changes that may wait for the writer; one more is refused, since its caller may be an event loop.
    static final int QUEUE = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDatabase.class);
    private static final long PROBE_NANOS = 2_000_000_000L;

    private final Opener.Opened opened;
    private final WorkThreads writing;
    private final WorkThreads reading;
    private final ArrayBlockingQueue<Connection> idleReaders = new ArrayBlockingQueue<>(2);
    private final AtomicLong ownWrites = new AtomicLong();
    private final AtomicBoolean probing = new AtomicBoolean();
    private final @Nullable FileWatch watch;

    // Written by the writing thread alone, read by any.
    private volatile String writeFault = "";
    private volatile long faultNanos;

    private volatile String fileFault = "";

    // Guarded by this.
    private long lastVersion;

    private SqliteDatabase(Opener.Opened opened, Path file) {
        this.opened = opened;
        this.watch = opened.readers().isEmpty() ? null : new FileWatch(file);
        this.writing = new WorkThreads("errata-db-write", 1, QUEUE);
        if (opened.readers().isEmpty()) {
            this.reading = writing;
            idleReaders.add(opened.main());
        } else {
            this.reading = new WorkThreads("errata-db-read", 2, QUEUE);
            idleReaders.addAll(opened.readers().subList(0, 2));
        }
    }

    /// Opens the database of a home, or what can be had in its place: see [#opening()]. Its schema is complete when
    /// this returns. Blocks.
    ///
    /// @param above the tables of the floors above
    /// @param clock names the files that are kept aside
    /// @throws StoreException if not even a database in memory can be had
    public static SqliteDatabase open(Path file, List<MigrationSet> above, InstantSource clock) {
        var opener = new Opener(file, new Schema(above), clock);
        var opened = new CompletableFuture<Opener.Opened>();
        // The caller may be a virtual thread; SQLite is not for those.
        Thread.ofPlatform().name("errata-db-open").daemon().start(() -> {
            try {
                opened.complete(opener.open());
            } catch (RuntimeException | Error e) {
                opened.completeExceptionally(e);
            }
        });
        return new SqliteDatabase(Waiting.on(opened), file);
    }

    @Override
    public <T> CompletionStage<T> write(Work<T> work) {
        return writing.submit(() -> writeHere(work));
    }

    @Override
    public <T> T writeAndWait(Work<T> work) {
        refuseNesting(writing);
        return Waiting.on(write(work).toCompletableFuture());
    }

    private <T> T writeHere(Work<T> work) {
        if (refusesWrites()) {
            throw new StoreException(opened.fault());
        }
        lookAtFile();
        if (!fileFault.isEmpty()) {
            throw new StoreException(fileFault);
        }
        try {
            T result = Transactions.run(opened.main(), "BEGIN IMMEDIATE", work);
            ownWrites.incrementAndGet();
            writeFault = "";
            return result;
        } catch (SQLException e) {
            String message = Damage.describe(e);
            if (Damage.isFault(e)) {
                writeFault = message;
                faultNanos = System.nanoTime();
                LOG.warn("The database could not be written: {}", message);
            }
            throw new StoreException(message, e);
        }
    }

    private void lookAtFile() {
        if (watch != null) {
            fileFault = watch.fault();
        }
    }

    private boolean refusesWrites() {
        return switch (opened.opening()) {
            case Opening.ReadOnly _, Opening.NewerSchema _ -> true;
            case Opening.Opened _,
                    Opening.Created _,
                    Opening.Migrated _,
                    Opening.Imported _,
                    Opening.SetAside _,
                    Opening.InMemory _ -> false;
        };
    }

    @Override
    public <T> T read(Work<T> work) {
        refuseNesting(reading);
        return Waiting.on(reading.submit(() -> readHere(work)));
    }

    private static void refuseNesting(WorkThreads threads) {
        if (threads.ownsCurrentThread()) {
            throw new IllegalStateException("work on the database must not ask for more work and wait for it");
        }
    }

    private <T> T readHere(Work<T> work) {
        Connection connection = idleReaders.remove(); // as many as threads
        try {
            return Transactions.run(connection, "BEGIN", work);
        } catch (SQLException e) {
            throw new StoreException(Damage.describe(e), e);
        } finally {
            idleReaders.add(connection);
        }
    }

    @Override
    public Opening opening() {
        return opened.opening();
    }

    @Override
    public long changeCounter() {
        if (opened.readers().isEmpty()) {
            return ownWrites.get();
        }
        return Waiting.on(reading.submit(this::dataVersion));
    }

    private synchronized long dataVersion() {
        lookAtFile();
        if (!fileFault.isEmpty()) {
            return lastVersion; // nobody changes the file that we still hold
        }
        try (Statement statement = opened.readers().getLast().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            row.next();
            lastVersion = row.getLong(1);
            return lastVersion;
        } catch (SQLException e) {
            throw new StoreException(Damage.describe(e), e);
        }
    }

    @Override
    public String fault() {
        if (!opened.fault().isEmpty()) {
            return opened.fault();
        }
        if (!fileFault.isEmpty()) {
            return fileFault;
        }
        String fault = writeFault;
        if (!fault.isEmpty() && System.nanoTime() - faultNanos > PROBE_NANOS && probing.compareAndSet(false, true)) {
            probe();
        }
        return fault;
    }

    /// Writes something harmless, so that health recovers even if nobody else writes.
    private void probe() {
        CompletionStage<String> probe = write(connection -> {
            try (Statement statement = connection.createStatement()) {
                String version;
                try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
                    version = row.next() ? row.getString(1) : "0";
                }
                statement.execute("PRAGMA user_version = " + version);
                return version;
            }
        });
        var unused = probe.whenComplete((_, _) -> probing.set(false));
    }

    @Override
    public void close() {
        writing.close();
        reading.close();
        for (Connection reader : opened.readers()) {
            close(reader);
        }
        close(opened.main()); // last, so that it folds the log into the file
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("A database connection could not be closed: {}", e.getMessage());
        }
    }
}
