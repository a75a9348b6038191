package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.archive.Retention;
import dev.errata.logs.journal.Fsync;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalSettingsTest {
    @TempDir
    Path folder;

    @Test
    void aFreshHomeForcesEachBatchPacksAfterAMonthAndKeepsAll() {
        Settings settings = Settings.read(folder.resolve("errata.toml"));

        assertThat(JournalSettings.fsync(settings)).isEqualTo(new Fsync.Batch());
        assertThat(JournalSettings.retention(settings)).isEqualTo(new Retention(30, 0));
    }

    @Test
    void whatAPersonSetsIsTakenOver() {
        Settings settings = Settings.read(folder.resolve("errata.toml"));
        settings.set(Setting.JOURNAL_FSYNC, "interval");
        settings.set(Setting.JOURNAL_FSYNC_INTERVAL, "250");
        settings.set(Setting.JOURNAL_ARCHIVE_AFTER, "3");
        settings.set(Setting.JOURNAL_KEEP, "9");

        assertThat(JournalSettings.fsync(settings)).isEqualTo(new Fsync.Interval(Duration.ofMillis(250)));
        assertThat(JournalSettings.retention(settings)).isEqualTo(new Retention(3, 9));
        settings.set(Setting.JOURNAL_FSYNC, "never");
        assertThat(JournalSettings.fsync(settings)).isEqualTo(new Fsync.Never());
    }
}
