package dev.errata.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    Path home;

    private Path file() {
        return home.resolve("errata.toml");
    }

    private Settings with(String text) throws IOException {
        Files.writeString(file(), text);
        return Settings.read(file());
    }

    @Test
    void aMissingFileMeansTheStandardValues() {
        Settings settings = Settings.read(file());

        assertThat(settings.number(Setting.PORT)).isEqualTo(11435);
        assertThat(settings.flag(Setting.LISTENER)).isTrue();
        assertThat(settings.isSet(Setting.PORT)).isFalse();
        assertThat(settings.warnings()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void dottedKeysAndTablesAreTheSame() throws IOException {
        assertThat(with("log.level = \"debug\"\n").value(Setting.LOG_LEVEL)).isEqualTo("debug");
        assertThat(with("[log]\nlevel = \"warn\"\n").value(Setting.LOG_LEVEL)).isEqualTo("warn");
    }

    @Test
    void anUnknownKeyIsAWarningThatNamesTheNearest() throws IOException {
        Settings settings = with("prot = 1\n");

        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .contains("'prot'")
                .contains("'port'");
    }

    @Test
    void aBadValueKeepsTheStandardAndSaysSo() throws IOException {
        Settings settings = with("port = 70000\n");

        assertThat(settings.number(Setting.PORT)).isEqualTo(11435);
        assertThat(settings.warnings())
                .singleElement()
                .asString()
                .contains("70000")
                .contains("0 to 65535")
                .contains("11435");
    }

    @Test
    void aBadValueLaterKeepsTheOldOne() throws IOException {
        Settings settings = with("port = 4000\n");
        rewrite("port = \"many\"\n");
        settings.refresh();

        assertThat(settings.number(Setting.PORT)).isEqualTo(4000);
        assertThat(settings.warnings()).hasSize(1);
    }

    @Test
    void aFileThatIsNotTomlKeepsTheOldValuesAndIsNeverOverwritten() throws IOException {
        Settings settings = with("port = 4000\n");
        rewrite("port = = 4\n");
        settings.refresh();

        assertThat(settings.number(Setting.PORT)).isEqualTo(4000);
        assertThat(settings.warnings()).singleElement().asString().contains("not TOML");
        assertThat(settings.set(Setting.PORT, "5000")).isInstanceOf(SetResult.Refused.class);
        assertThat(Files.readString(file())).isEqualTo("port = = 4\n");
    }

    @Test
    void aChangeKeepsCommentsOrderAndOtherKeys() throws IOException {
        Settings settings = with("# mine\nport = 4000 # why\n\nstrange = [1, 2]\n[log]\n  level = 'info'   # chatty\n");

        assertThat(settings.set(Setting.PORT, "5000")).isEqualTo(new SetResult.Changed("5000", true));
        assertThat(settings.set(Setting.LOG_LEVEL, "DEBUG")).isEqualTo(new SetResult.Changed("debug", true));
        assertThat(Files.readString(file()))
                .isEqualTo("# mine\nport = 5000 # why\n\nstrange = [1, 2]\n[log]\n  level = \"debug\"   # chatty\n");
    }

    @Test
    void aNewKeyGoesWhereItMeansWhatItShould() throws IOException {
        Settings settings = with("# top\n[log]\nlevel = \"info\"\n");

        assertThat(settings.set(Setting.PORT, "5000")).isInstanceOf(SetResult.Changed.class);
        assertThat(settings.set(Setting.API_KEY_ENV, "KEY")).isInstanceOf(SetResult.Changed.class);
        Settings again = Settings.read(file());
        assertThat(again.number(Setting.PORT)).isEqualTo(5000);
        assertThat(again.value(Setting.LOG_LEVEL)).isEqualTo("info");
        assertThat(again.value(Setting.API_KEY_ENV)).isEqualTo("KEY");
        assertThat(Files.readString(file())).startsWith("# top\nport = 5000\n");
    }

    @Test
    void aFileWithoutALastLineFeedIsContinued() throws IOException {
        Settings settings = with("theme = \"dark\"");

        assertThat(settings.set(Setting.PORT, "1")).isInstanceOf(SetResult.Changed.class);
        assertThat(Files.readString(file())).isEqualTo("theme = \"dark\"\nport = 1\n");
    }

    @Test
    void aTextOverSeveralLinesIsNotTouched() throws IOException {
        String text = "note = \"\"\"\nport = 1\n\"\"\"\n";
        Settings settings = with(text);

        assertThat(settings.set(Setting.PORT, "5000")).isInstanceOf(SetResult.Refused.class);
        assertThat(Files.readString(file())).isEqualTo(text);
    }

    @Test
    void upstreamAndItsKeyStandBesideEachOther() throws IOException {
        Settings settings = Settings.read(file());

        assertThat(settings.set(Setting.UPSTREAM, "http://127.0.0.1:8080/"))
                .isEqualTo(new SetResult.Changed("http://127.0.0.1:8080", true));
        SetResult key = settings.set(Setting.API_KEY_ENV, "LLM_KEY");
        assertThat(key).isInstanceOf(SetResult.Changed.class);
        Settings again = Settings.read(file());
        assertThat(again.warnings()).isEmpty();
        assertThat(again.value(Setting.UPSTREAM)).isEqualTo("http://127.0.0.1:8080");
        assertThat(again.value(Setting.API_KEY_ENV)).isEqualTo("LLM_KEY");
    }

    @Test
    void changesAreToldOnceWithTheirChannel() throws IOException {
        Settings settings = with("");
        rewrite("port = 4000\n");
        settings.refresh();
        SetResult set = settings.set(Setting.THEME, "dark", "api");

        assertThat(set).isInstanceOf(SetResult.Changed.class);
        assertThat(settings.drain())
                .containsExactly(
                        new Settings.Change(Setting.PORT, "11435", "4000", "file"),
                        new Settings.Change(Setting.THEME, "system", "dark", "api"));
        assertThat(settings.drain()).isEmpty();
    }

    @Test
    void theRevisionRisesWithEachChange() {
        Settings settings = Settings.read(file());
        long before = settings.revision();
        SetResult set = settings.set(Setting.THEME, "light");

        assertThat(set).isInstanceOf(SetResult.Changed.class);
        assertThat(settings.revision()).isGreaterThan(before);
    }

    @Test
    void aFolderThatCannotBeWrittenRefuses() {
        Settings settings = Settings.read(home.resolve("missing/errata.toml"));

        assertThat(settings.set(Setting.PORT, "1")).isInstanceOf(SetResult.Refused.class);
        assertThat(settings.number(Setting.PORT)).isEqualTo(11435);
    }

    /// Another size and another time: what an editor leaves behind.
    private void rewrite(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
    }
}
