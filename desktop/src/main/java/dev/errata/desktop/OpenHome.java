package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.home.ClientBook;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.archive.SegmentArchive;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.event.RulesEvent;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.journal.JournalLimits;
import dev.errata.logs.problem.Problem;
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.search.IndexKeeper;
import dev.errata.logs.search.IndexedJournal;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.DatabaseAnchor;
import dev.errata.logs.store.Opening;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.logs.store.entity.BreakerJournal;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.proxy.client.KnownClients;
import dev.errata.rules.correction.CorrectionSwitch;
import dev.errata.rules.store.RuleBook;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A home that this process owns: its database, journal, rules and settings, open.
///
/// **Thread:** as its parts say. Closing ends them from the top down: what writes to the journal first, the database it
/// is
/// anchored in last.
///
/// @param lock null where the home cannot be written, so that nobody can own it
record OpenHome(
        Home folder,
        @Nullable HomeLock lock,
        Settings settings,
        Database database,
        Journal journal,
        JournalReader reader,
        IndexKeeper index,
        SegmentArchive archive,
        RuleBook rules,
        CorrectionSwitch correction,
        StateRooms states,
        PatchRooms patches,
        ClientBook clients,
        Messages messages)
        implements AutoCloseable {

    /// Opens everything; what is damaged or cannot be written gives a message and the best that is still possible.
    ///
    /// @param random for clients' tokens
    static OpenHome open(Home folder, @Nullable HomeLock lock, Clock clock, SecureRandom random) {
        Messages messages = new Messages();
        Settings settings = Settings.read(folder.settings());
        Database database = SqliteDatabase.open(folder.database(), List.of(RuleTables.migrations()), clock);
        OpeningMessage.of(database.opening()).ifPresent(messages::add);
        DatabaseAnchor anchor = new DatabaseAnchor(database, clock);
        Ulids ids = StateRooms.ids(clock);
        // What breakers do is kept in their table too; all else passes through.
        BreakerJournal journal = new BreakerJournal(
                FileJournal.open(
                        folder.folder(), anchor, clock, JournalLimits.DEFAULTS, () -> JournalSettings.fsync(settings)),
                database,
                clock,
                ids);
        note(journal, database.opening());
        FileJournalReader files = new FileJournalReader(folder.folder(), anchor::read);
        StateRooms states = StateRooms.of(database, journal, files, ids, clock);
        if (lock != null) {
            states.resolution().run();
            journal.forget();
        }
        RuleBook rules = RuleTables.book(database, journal, clock);
        CorrectionSwitch correction = RuleTables.correction(database, journal, clock);
        AuditIndex index = new AuditIndex(database);
        return new OpenHome(
                folder,
                lock,
                settings,
                database,
                journal,
                new IndexedJournal(files, () -> index),
                new IndexKeeper(files, index),
                new SegmentArchive(folder.folder(), journal, files, anchor::read, clock),
                rules,
                correction,
                states,
                PatchRooms.of(
                        folder,
                        database,
                        journal,
                        SessionTables.book(database, journal, clock, settings),
                        states.states(),
                        ids,
                        clock,
                        random),
                clients(folder, clock, random),
                messages);
    }

    /// The clients that have a token, as the home's file has them.
    static ClientBook clients(Home folder, Clock clock, SecureRandom random) {
        return ClientBook.open(folder, random, clock, KnownClients.PREFIX, KnownClients::hash);
    }

    private static void note(Journal journal, Opening opening) {
        if (!(opening instanceof Opening.Opened)) {
            var unused = journal.append(new RulesEvent.DatabaseOpened(opening.outcome(), opening.message()));
        }
    }

    /// The raw texts that are kept.
    RawTextReader texts() {
        return new RawTextReader(folder.folder());
    }

    /// Journals the settings that changed, for a command that puts nothing else into force.
    void noteSettings() {
        for (Settings.Change change : settings.drain()) {
            var unused = journal.append(new SystemEvent.SettingChanged(
                    change.setting().key(), change.from(), change.to(), change.channel()));
        }
    }

    void warn(String code, String text, Problem problem) {
        messages.add(Weight.FAULT, code, text, problem);
    }

    @Override
    public void close() {
        patches.close();
        index.close();
        rules.close();
        if (lock != null) {
            states.resolution().settled();
        }
        journal.close();
        database.close();
        if (lock != null) {
            lock.close();
        }
    }
}
