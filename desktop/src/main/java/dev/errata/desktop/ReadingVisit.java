package dev.errata.desktop;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.CaptureRoutes;
import dev.errata.desktop.api.ClientsRoutes;
import dev.errata.desktop.api.ConfigRoutes;
import dev.errata.desktop.api.CorrectionRoutes;
import dev.errata.desktop.api.PacksRoutes;
import dev.errata.desktop.api.ReplayRoute;
import dev.errata.desktop.api.Routing;
import dev.errata.desktop.api.RulesRoutes;
import dev.errata.desktop.api.SessionsRoutes;
import dev.errata.desktop.api.TokensRoutes;
import dev.errata.desktop.cli.House.RuleTestResult;
import dev.errata.desktop.cli.House.Visit;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.journal.Anchor;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.search.IndexedJournal;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.DatabaseAnchor;
import dev.errata.logs.store.Opening;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.store.RuleBook;
import dev.errata.rules.trial.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A home that is only looked at: nothing in it is written, made, migrated or repaired.
///
/// The database is looked at as a copy in a folder of its own. Without one there would be three ways, and none does:
///
/// - Open it to read only: a database in WAL mode is read over `errata.db-shm`, which SQLite then makes beside it, and
///   after a crash it must be rebuilt from the log there. That writes into the home.
/// - Open it as `immutable`: SQLite then takes no lock and looks at no log. Beside a writer, a person's `sqlite3` for
///   instance, it may read pages of two moments; after a crash it misses all that is in the log alone: the anchor too,
/// by
///   which the journal is verified.
/// - Look at the file's time before and after: a page may have been changed and be in the log still.
///
/// An old or damaged database is brought into shape before use, too: in the copy that harms nobody. It is made when it
/// is first needed, and before the journal's files are read: an anchor older than the files is no fault, a younger one
/// would look like one. It takes as long as the disk needs for the file; whoever searches a large journal often lets
/// `errata serve` run, which answers from the database itself.
///
/// **Source:** <https://sqlite.org/wal.html#readonly>, <https://sqlite.org/uri.html#uriimmutable>.
///
/// **Thread:** the command's own.
final class ReadingVisit implements Visit {
    private static final List<String> PARTS = List.of("errata.db", "errata.db-wal");

    private final Home home;
    private final SecureRandom random;
    private final Clock clock;
    private final JournalReader reader;
    private @Nullable Copy copy;

    private ReadingVisit(Home home, SecureRandom random, Clock clock) {
        this.home = home;
        this.random = random;
        this.clock = clock;
        this.reader = new IndexedJournal(
                new FileJournalReader(home.folder(), this::anchor), () -> new AuditIndex(copy().database()));
    }

    static Visit of(Home home, SecureRandom random, Clock clock) {
        return new ReadingVisit(home, random, clock);
    }

    @Override
    public Reply handle(Request request) {
        Settings settings = Settings.read(home.settings());
        return switch (request.segments().getFirst()) {
            case "rules" -> new RulesRoutes(copy().rules(), texts(), "cli").handle(request);
            case "packs" -> new PacksRoutes(copy().rules().packs(), "cli").handle(request);
            case "correction" ->
                new CorrectionRoutes(RuleTables.correction(copy().database(), Silence.JOURNAL, clock), clock, "cli")
                        .handle(request);
            case "states" ->
                StateRooms.of(copy().database(), Silence.JOURNAL, reader, StateRooms.ids(clock), clock)
                        .routes(reader)
                        .handle(request);
            case "sessions" -> new SessionsRoutes(sessions(settings), "cli").handle(request);
            case "tokens" ->
                new TokensRoutes(sessions(settings), () -> SessionTables.prices(settings), List::of).handle(request);
            case "proposals" -> patches(settings).proposals(Actor.Channel.CLI).handle(request);
            case "workspaces", "versions" ->
                patches(settings).workspaces(Actor.Channel.CLI).handle(request);
            case "clients" ->
                new ClientsRoutes(OpenHome.clients(home, clock, random), event -> {}, "cli").handle(request);
            case "capture" ->
                new CaptureRoutes(settings, texts()::status, () -> new RawTexts.Cleared(0, 0, "read only"))
                        .handle(request);
            default ->
                new Routing(Map.of(
                                "audit", new AuditRoutes(reader, texts()),
                                "config",
                                        new ConfigRoutes(
                                                settings, (setting, value) -> new SetResult.Refused("read only"))))
                        .handle(request);
        };
    }

    @Override
    public List<StartMessage> messages() {
        Copy looked = copy;
        if (looked == null) {
            return List.of();
        }
        return switch (looked.database().opening()) {
            case Opening.Created created ->
                List.of(new StartMessage(
                        Weight.NOTE,
                        "There is no database yet; its first start puts these rules in.",
                        "database.none"));
            case Opening.SetAside(Path keptAs, String reason) ->
                List.of(new StartMessage(
                        Weight.FAULT,
                        "The database cannot be read (" + reason + "). At its next start Errata keeps it aside and"
                                + " makes a new one.",
                        "database.damaged",
                        HomeProblem.DATABASE_SET_ASIDE));
            case Opening.Migrated migrated ->
                List.of(new StartMessage(
                        Weight.NOTE,
                        "The database is of an older version; at its next start Errata backs it up and brings it up"
                                + " to date.",
                        "database.old"));
            case Opening.Imported imported ->
                List.of(new StartMessage(
                        Weight.NOTE,
                        "The database is an old one; at its next start Errata backs it up and takes its rows over.",
                        "database.old"));
            case Opening opening -> OpeningMessage.of(opening).map(List::of).orElse(List.of());
        };
    }

    @Override
    public JournalReader audit() {
        return reader;
    }

    @Override
    public RawTextReader texts() {
        return new RawTextReader(home.folder());
    }

    @Override
    public Reply replay(String body, Replay.Progress progress) {
        return new ReplayRoute(copy().rules(), texts()).run(body, progress);
    }

    @Override
    public List<RuleTestResult> testRules() {
        return RuleTables.test(copy().database(), copy().rules());
    }

    private SessionBook sessions(Settings settings) {
        return SessionTables.book(copy().database(), Silence.JOURNAL, clock, settings);
    }

    /// Tables of the copy, contents of the home: only what reads is asked of them.
    private PatchRooms patches(Settings settings) {
        Ulids ids = StateRooms.ids(clock);
        States states = StateRooms.of(copy().database(), Silence.JOURNAL, reader, ids, clock)
                .states();
        return PatchRooms.of(home, copy().database(), Silence.JOURNAL, sessions(settings), states, ids, clock, random);
    }

    private Optional<Anchor.Head> anchor() {
        return new DatabaseAnchor(copy().database(), clock).read();
    }

    private Copy copy() {
        if (copy == null) {
            copy = Copy.of(home, clock);
        }
        return copy;
    }

    @Override
    public void close() {
        if (copy != null) {
            copy.close();
        }
    }

    /// A copy of the home's database, open.
    private static final class Copy implements AutoCloseable {
        private final Path folder;
        private final Database database;
        private @Nullable RuleBook book;
        private final Supplier<RuleBook> opening;

        private Copy(Path folder, Database database, Clock clock) {
            this.folder = folder;
            this.database = database;
            this.opening = () -> RuleTables.book(database, Silence.JOURNAL, clock);
        }

        static Copy of(Home home, Clock clock) {
            try {
                Path folder = Files.createTempDirectory("errata-look-");
                for (String part : PARTS) {
                    Path from = home.folder().resolve(part);
                    if (Files.isRegularFile(from)) {
                        Files.copy(from, folder.resolve(part), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
                Path file = folder.resolve("errata.db");
                return new Copy(folder, SqliteDatabase.open(file, List.of(RuleTables.migrations()), clock), clock);
            } catch (IOException e) {
                throw new UncheckedIOException("The database cannot be looked at: " + e.getMessage(), e);
            }
        }

        Database database() {
            return database;
        }

        RuleBook rules() {
            if (book == null) {
                book = opening.get();
            }
            return book;
        }

        @Override
        public void close() {
            if (book != null) {
                book.close();
            }
            database.close();
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(folder)) {
                all.forEach(files::add);
                for (Path file : files.reversed()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
