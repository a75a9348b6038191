package dev.errata.desktop;

import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.archive.Retention;
import dev.errata.logs.journal.Fsync;
import java.time.Duration;

/// What the settings say about the journal, in the journal's words.
final class JournalSettings {
    private JournalSettings() {}

    static Fsync fsync(Settings settings) {
        return switch (settings.value(Setting.JOURNAL_FSYNC)) {
            case "interval" -> new Fsync.Interval(Duration.ofMillis(settings.number(Setting.JOURNAL_FSYNC_INTERVAL)));
            case "never" -> new Fsync.Never();
            default -> Fsync.BATCH;
        };
    }

    static Retention retention(Settings settings) {
        return new Retention(settings.number(Setting.JOURNAL_ARCHIVE_AFTER), settings.number(Setting.JOURNAL_KEEP));
    }
}
