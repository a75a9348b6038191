package dev.errata.desktop.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.FakeDesk;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.rules.correction.Correction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusViewModelTest {
    @TempDir
    private Path home;

    private final Notices notices = new Notices();
    private FakeDesk desk;
    private StatusViewModel model;

    @BeforeEach
    void open() {
        desk = new FakeDesk(home);
        model = new StatusViewModel(desk, new Background(Runnable::run, Runnable::run), notices, () -> BusyDesk.NOW);
        look();
    }

    private void look() {
        model.look().ifPresent(Runnable::run);
    }

    private DeskStatus now() {
        return Objects.requireNonNull(model.status().get());
    }

    @Test
    void togglesCorrectionAndPausesIt() {
        model.toggleCorrection();
        assertThat(desk.correction).isEqualTo(new Correction.Off());
        assertThat(now().correction()).isEqualTo(new Correction.Off());
        model.toggleCorrection();
        assertThat(desk.correction).isEqualTo(new Correction.On());
        model.pause(15);
        assertThat(desk.correction).isEqualTo(new Correction.Paused(BusyDesk.NOW.plus(Duration.ofMinutes(15))));
        model.toggleCorrection();
        assertThat(desk.correction).isEqualTo(new Correction.On());
    }

    @Test
    void stopsAndStartsTheListener() {
        model.toggleListener();
        assertThat(now().listener().listening()).isFalse();
        model.toggleListener();
        assertThat(now().listener().listening()).isTrue();
        assertThat(desk.calls).containsExactly("stop listening", "listen 11435");
    }

    @Test
    void saysWhyTheListenerDoesNotStart() {
        model.toggleListener();
        desk.takenPorts.add(11435);
        model.toggleListener();
        assertThat(notices.shown().getFirst().next()).contains("11435 is taken");
        assertThat(now().listener().listening()).isFalse();
    }

    @Test
    void saysThatThePracticeModelAnswersAndOffersARealOneOnce() {
        desk.servers = new ModelServersView(FakeDesk.PRACTICE, List.of());
        look();
        assertThat(notices.shown())
                .extracting(Notice::what)
                .singleElement()
                .asString()
                .contains("practice model");
        desk.servers = new ModelServersView(FakeDesk.PRACTICE, List.of(FakeDesk.LLAMA));
        look();
        look();
        assertThat(notices.shown()).hasSize(2);
        notices.shown().getFirst().offers().getFirst().act().run();
        assertThat(desk.calls).containsExactly("use http://127.0.0.1:8080");
        assertThat(now().servers().current().practice()).isFalse();
    }

    @Test
    void tellsWhenAModelServerIsRefused() {
        model.useUpstream(URI.create("http://nowhere.invalid"), result -> {});
        assertThat(notices.shown().getFirst().code()).isEqualTo("ERR-API-015");
        assertThat(now().servers().current()).isEqualTo(FakeDesk.LLAMA);
    }

    @Test
    void writesAnIpv6AddressAsAUrlMustHaveIt() {
        var six = new DeskStatus(now().correction(), new ListenerStatus(true, "::1", 9), now().servers(), 0, 0, 0);
        assertThat(six.url()).isEqualTo("http://[::1]:9");
        assertThat(now().address()).isEqualTo("127.0.0.1:11435");
    }
}
