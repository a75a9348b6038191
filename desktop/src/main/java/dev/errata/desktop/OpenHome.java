package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage.Weight;
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
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.search.IndexKeeper;
import dev.errata.logs.search.IndexedJournal;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.Database;
import dev.errata.logs.store.DatabaseAnchor;
import dev.errata.logs.store.Opening;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.rules.correction.CorrectionSwitch;
import dev.errata.rules.store.RuleBook;
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
        Messages messages)
        implements AutoCloseable {

    /// Opens everything; what is damaged or cannot be written gives a message and the best that is still possible.
    static OpenHome open(Home folder, @Nullable HomeLock lock, Clock clock) {
        Messages messages = new Messages();
        Settings settings = Settings.read(folder.settings());
        Database database = SqliteDatabase.open(folder.database(), List.of(RuleTables.migrations()), clock);
        OpeningMessage.of(database.opening()).ifPresent(messages::add);
        DatabaseAnchor anchor = new DatabaseAnchor(database, clock);
        Journal journal = FileJournal.open(
                folder.folder(), anchor, clock, JournalLimits.DEFAULTS, () -> JournalSettings.fsync(settings));
        note(journal, database.opening());
        RuleBook rules = RuleTables.book(database, journal, clock);
        CorrectionSwitch correction = RuleTables.correction(database, journal, clock);
        FileJournalReader files = new FileJournalReader(folder.folder(), anchor::read);
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
                messages);
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

    void warn(String code, String text) {
        messages.add(Weight.FAULT, code, text);
    }

    @Override
    public void close() {
        index.close();
        rules.close();
        journal.close();
        database.close();
        if (lock != null) {
            lock.close();
        }
    }
}
