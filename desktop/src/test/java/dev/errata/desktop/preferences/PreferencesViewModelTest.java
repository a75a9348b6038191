package dev.errata.desktop.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.desk.ModelServersView.State;
import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.status.StatusViewModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreferencesViewModelTest {
    @TempDir
    private Path home;

    private FakeDesk desk;
    private PreferencesViewModel model;

    @BeforeEach
    void open() {
        desk = new FakeDesk(home);
        var background = new Background(Runnable::run, Runnable::run);
        model = new PreferencesViewModel(
                desk, background, new StatusViewModel(desk, background, new Notices(), () -> BusyDesk.NOW));
        look();
    }

    private void look() {
        model.look().ifPresent(Runnable::run);
    }

    @Test
    void showsWhatIsInForce() {
        assertThat(model.port().typed().get()).isEqualTo("11435");
        assertThat(model.upstream().typed().get()).isEqualTo("http://127.0.0.1:8080");
        assertThat(model.inForce(Setting.THEME).getValue()).isEqualTo("system");
        assertThat(model.look()).isEmpty();
    }

    @Test
    void saysWhoMayUseThePort() {
        assertThat(model.safety().get())
                .contains("only this machine can reach it (127.0.0.1)", "no TLS", "no client has a token");
    }

    @Test
    void deletesTheKeptTexts() {
        assertThat(model.texts().get()).isEqualTo("312 texts, 14 MB");
        model.clearTexts();
        assertThat(desk.calls).containsExactly("clear texts");
        assertThat(model.textsAnswer().get())
                .isEqualTo(Answer.good("312 texts were deleted; those in memory are forgotten too."));
        look();
        assertThat(model.texts().get()).isEqualTo("no text, 0 KB");
    }

    @Test
    void movesTheListener() {
        model.port().typed().set("11500");
        model.applyPort();
        assertThat(desk.port).isEqualTo(11500);
        assertThat(model.port().answer().get())
                .isEqualTo(Answer.good("Errata listens on port 11500. Point your clients there."));
    }

    @Test
    void keepsTheOldPortWhenTheNewOneIsTaken() {
        desk.takenPorts.add(11500);
        model.port().typed().set("11500");
        model.applyPort();
        assertThat(desk.port).isEqualTo(11435);
        assertThat(model.port().answer().get().good()).isFalse();
        assertThat(model.port().answer().get().text())
                .contains("11500 is taken")
                .endsWith("Errata stays on port 11435.");
        look();
        assertThat(model.port().typed().get()).isEqualTo("11500");
        assertThat(model.reset()).isTrue();
        assertThat(model.port().typed().get()).isEqualTo("11435");
        assertThat(model.reset()).isFalse();
    }

    @Test
    void refusesWhatIsNoPortWithoutAsking() {
        model.port().typed().set("70000");
        model.applyPort();
        assertThat(model.port().answer().get().text()).contains("0 to 65535");
        assertThat(desk.calls).isEmpty();
    }

    @Test
    void usesAnotherModelServerAndSaysWhatAnswers() {
        model.upstream().typed().set("http://127.0.0.1:1234/");
        model.applyUpstream();
        assertThat(desk.calls).containsExactly("use http://127.0.0.1:1234");
        assertThat(model.upstream().answer().get())
                .isEqualTo(Answer.good("llama.cpp answers with qwen2.5-coder-7b-instruct."));
    }

    @Test
    void saysWhyAModelServerIsNotUsed() {
        model.upstream().typed().set("http://nowhere.invalid");
        model.applyUpstream();
        assertThat(model.upstream().answer().get().text()).contains("nowhere.invalid");
        model.upstream().typed().set("not an address");
        model.applyUpstream();
        assertThat(model.upstream().answer().get().text()).startsWith("That is no address");
        assertThat(desk.calls).hasSize(1);
    }

    @Test
    void storesSettingsAndAnswersInPlace() throws IOException {
        model.store(Setting.LOG_LEVEL, "debug");
        assertThat(Files.readString(home.resolve("errata.toml"))).contains("debug");
        assertThat(model.field(Setting.LOG_LEVEL).answer().get()).isEqualTo(Answer.good("In force."));
        model.store(Setting.DRAIN, "2");
        assertThat(model.field(Setting.DRAIN).answer().get().text()).contains("after a restart");
        model.store(Setting.DRAIN, "300");
        assertThat(model.field(Setting.DRAIN).answer().get().good()).isFalse();
        assertThat(model.field(Setting.DRAIN).stored().get()).isEqualTo("2");
    }

    @Test
    void showsWhatIsWrongInTheFile() throws IOException {
        Files.writeString(home.resolve("errata.toml"), "thme = \"dark\"\n");
        desk.settings().refresh();
        look();
        assertThat(model.warnings()).singleElement().asString().contains("thme").contains("theme");
    }

    @Test
    void saysWhatTheLastLookFound() {
        URI at = URI.create("http://127.0.0.1:8080");
        assertThat(PreferencesViewModel.probed(FakeDesk.PRACTICE).text()).contains("practice model");
        assertThat(PreferencesViewModel.probed(new ModelServer("x", at, State.AWAY, null, false))
                        .good())
                .isFalse();
        assertThat(PreferencesViewModel.probed(new ModelServer("x", at, State.UNKNOWN, null, false))
                        .text())
                .contains("not been asked");
        assertThat(PreferencesViewModel.probed(new ModelServer("x", at, State.UP, null, false))
                        .text())
                .isEqualTo("x answers.");
    }
}
