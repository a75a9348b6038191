package dev.errata.rules.store;

import dev.errata.logs.event.RulesEvent.RuleChanged;
import dev.errata.logs.event.RulesEvent.RulesLoaded;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.StoreException;
import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleSet;
import dev.errata.rules.RuleTest;
import dev.errata.rules.match.RuleCheck;
import dev.errata.rules.store.RuleLoader.Content;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules of a home, from its database.
///
/// ```
/// any SQLite tool --> tables --triggers--> history, revision
///                                             |
///        every 200 ms: anything committed?  --+--> revision changed? --> rows --check--> rule set --compile--> program
/// ```
/// The journal's anchor is committed to the same database several times a second; therefore a commit alone is no
/// reason to read the rules again, only a risen revision is.
public final class SqliteRuleBook implements RuleBook {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteRuleBook.class);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Database database;
    private final Journal journal;
    private final ScheduledExecutorService poller;
    private final RulePacks packs;

    private final Object loading = new Object();
    private final RuleLoader loader = new RuleLoader();
    private long loadedRevision = -1;
    private long loadedSchema = -1;
    private String lastFault = "";

    // Touched by the poller alone.
    private long seenCounter = Long.MIN_VALUE;

    private volatile RuleProgram program = RulePrograms.compile(RuleSet.EMPTY);

    private SqliteRuleBook(Database database, Journal journal, InstantSource clock) {
        this.database = database;
        this.journal = journal;
        this.packs = new SqliteRulePacks(database, journal, clock, this::load);
        this.poller = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("errata-rules").daemon().factory());
    }

    /// Puts the shipped packs into a new database, loads the rules and begins to follow their table. Blocks until the
    /// rules are in force.
    public static SqliteRuleBook open(Database database, Journal journal, InstantSource clock) {
        ShippedPacks.putInOnce(database, clock);
        var book = new SqliteRuleBook(database, journal, clock);
        book.look();
        var unused =
                book.poller.scheduleWithFixedDelay(book::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return book;
    }

    @Override
    public RuleProgram program() {
        return program;
    }

    @Override
    public List<RuleRow> rows() {
        return database.read(RuleTable::all).stream().map(StoredRow::row).toList();
    }

    @Override
    public List<RuleFault> check(RuleRow row) {
        return RuleCheck.check(row);
    }

    @Override
    public SaveResult save(RuleRow row, String channel) {
        try {
            return save(row, testsOf(row.id()), channel);
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public SaveResult save(RuleRow row, List<RuleTest> tests, String channel) {
        if (RuleLoader.check(row, tests) instanceof RuleCheck.Invalid(List<RuleFault> faults)) {
            return new Invalid(faults);
        }
        boolean added = row.id() == 0;
        return change(
                row.id(),
                added ? "added" : "updated",
                channel,
                () -> database.writeAndWait(connection -> {
                    if (!added && !RuleTable.update(connection, row)) {
                        return Optional.<StoredRow>empty();
                    }
                    long id = added ? RuleTable.insert(connection, row) : row.id();
                    RuleTests.replace(connection, id, tests);
                    return RuleTable.one(connection, id);
                }));
    }

    @Override
    public Map<Long, List<RuleTest>> tests() {
        return database.read(RuleTests::all);
    }

    private List<RuleTest> testsOf(long id) {
        return id == 0 ? List.of() : database.read(connection -> RuleTests.of(connection, id));
    }

    @Override
    public SaveResult delete(long id, String channel) {
        try {
            if (!database.writeAndWait(connection -> RuleTable.delete(connection, id))) {
                return new NotFound(id);
            }
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
        settle(id, "deleted", channel);
        return new Deleted(id);
    }

    @Override
    public List<Version> history(long id) {
        return database.read(connection -> RuleTable.history(connection, id));
    }

    @Override
    public SaveResult restore(long id, long version, String channel) {
        Optional<Version> earlier;
        List<RuleTest> tests;
        try {
            earlier = database.read(connection -> RuleTable.version(connection, id, version));
            tests = testsOf(id);
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
        if (earlier.isEmpty()) {
            return new NotFound(id);
        }
        RuleRow row = earlier.get().row();
        if (RuleLoader.check(row, tests) instanceof RuleCheck.Invalid(List<RuleFault> faults)) {
            return new Invalid(faults);
        }
        return change(
                id,
                "restored",
                channel,
                () -> database.writeAndWait(connection -> {
                    if (!RuleTable.update(connection, row)) {
                        RuleTable.insert(connection, row);
                    }
                    return RuleTable.one(connection, id);
                }));
    }

    @Override
    public RulePacks packs() {
        return packs;
    }

    private SaveResult change(long id, String change, String channel, Supplier<Optional<StoredRow>> write) {
        Optional<StoredRow> stored;
        try {
            stored = write.get();
        } catch (StoreException e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
        if (stored.isEmpty()) {
            return new NotFound(id);
        }
        RuleRow row = stored.get().row();
        settle(row.id(), change, channel);
        return new Saved(row);
    }

    /// Journals a change that is stored, and puts it in force.
    private void settle(long id, String change, String channel) {
        var unused = journal.append(new RuleChanged(id, change, channel));
        load();
    }

    /// Looks whether anybody committed anything, and loads if the rules are concerned.
    private void look() {
        try {
            long counter = database.changeCounter();
            if (counter != seenCounter && load()) {
                seenCounter = counter; // an edit meanwhile has raised the counter again
            }
        } catch (RuntimeException e) {
            keepGoing(e);
        }
    }

    /// Loads the rules if they have changed since the last time; says whether that went well.
    private boolean load() {
        synchronized (loading) {
            try {
                Optional<Content> changed = database.read(connection -> {
                    boolean same = RuleTable.revision(connection) == loadedRevision
                            && RuleTable.schemaVersion(connection) == loadedSchema;
                    return same ? Optional.<Content>empty() : Optional.of(RuleLoader.content(connection));
                });
                changed.ifPresent(this::putInForce);
                lastFault = "";
                return true;
            } catch (RuntimeException e) {
                keepGoing(e);
                return false;
            }
        }
    }

    private void putInForce(Content content) {
        long version = Math.max(program.ruleSet().version() + 1, content.revision());
        RuleSet rules = loader.ruleSet(version, content);
        program = RulePrograms.compile(rules);
        loadedRevision = content.revision();
        loadedSchema = content.schemaVersion();
        int rejected = rules.rejected().size();
        LOG.info("Rules loaded: {} in force, {} not valid.", rules.rules().size(), rejected);
        var unused = journal.append(new RulesLoaded(version, rules.rules().size(), rejected));
    }

    /// The rules that are in force stay; the next look tries again.
    private void keepGoing(RuntimeException e) {
        synchronized (loading) {
            String fault = String.valueOf(e.getMessage());
            if (!fault.equals(lastFault)) {
                lastFault = fault;
                LOG.warn("The rules could not be loaded; the ones in force stay. {}", fault, e);
            }
        }
    }

    @Override
    public void close() {
        poller.shutdownNow();
        boolean interrupted = false;
        try {
            if (!poller.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("The rules' poller did not end in time.");
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
