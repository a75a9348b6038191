package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.proxy.ProxyServer.Listening;
import dev.errata.proxy.ProxyServer.PortTaken;
import dev.errata.proxy.practice.PracticeServer;
import dev.errata.proxy.practice.PracticeServer.Started;
import dev.errata.proxy.upstream.probe.ModelServers;
import dev.errata.proxy.upstream.probe.Preset;
import dev.errata.proxy.upstream.probe.ServerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the window gets, and what its levers do; the window itself is played by the test.
final class WindowModeTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(folder.resolve("home"));
        set(Setting.PORT, "0");
    }

    private void set(Setting setting, String value) {
        try {
            home.create();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(Settings.read(home.settings()).set(setting, value)).isInstanceOf(SetResult.Changed.class);
    }

    private String window(List<Preset> presets, Consumer<Desk> person) {
        AtomicBoolean opened = new AtomicBoolean();
        Composition house = new Composition(
                Map.of("KEY", "sk-secret"),
                Clock.system(ZoneOffset.UTC),
                new SecureRandom(),
                new ModelServers(presets, Duration.ofSeconds(1)),
                (desk, review, stop) -> {
                    opened.set(true);
                    person.accept(desk);
                    return "";
                });
        String obstacle = house.window(home, new StopSignal());
        assertThat(opened.get()).as(obstacle).isEqualTo(obstacle.isEmpty());
        return obstacle;
    }

    @Test
    void listeningAndItsSwitchSurviveARestart() {
        var first = window(List.of(), desk -> {
            assertThat(desk.proxy().listener().listening()).isTrue();
            desk.stopListening();
            assertThat(desk.proxy().listener().listening()).isFalse();
        });
        var second = window(List.of(), desk -> {
            assertThat(desk.proxy().listener().listening()).isFalse();
            assertThat(desk.listen(0)).isInstanceOf(Listening.class);
        });
        var third = window(
                List.of(),
                desk -> assertThat(desk.proxy().listener().listening()).isTrue());
        assertThat(first + second + third).isEmpty();
    }

    @Test
    void aTakenPortIsAMessageAndTheWindowOpens() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            set(Setting.PORT, Integer.toString(other.getLocalPort()));
            var unused = window(List.of(), desk -> {
                assertThat(desk.messages())
                        .extracting(StartMessage::code)
                        .contains("listener.refused", "upstream.practice");
                assertThat(desk.listen(other.getLocalPort())).isInstanceOf(PortTaken.class);
                assertThat(desk.listen(0)).isInstanceOf(Listening.class);
                assertThat(desk.messages()).extracting(StartMessage::code).doesNotContain("listener.refused");
            });
        }
    }

    @Test
    void aRealServerThatAppearsIsOfferedAndTakenWithOneCall() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<Preset> presets = List.of(Preset.local(ServerKind.OPENAI_LIKE, port));
        var unused = window(presets, desk -> {
            assertThat(desk.servers().current().practice()).isTrue();
            URI practice = desk.servers().current().address();
            try (FakeModelServer real = new FakeModelServer(port)) {
                ErrataRun.await("an offer", () -> !desk.servers().offers().isEmpty());
                URI offer = desk.servers().offers().getFirst().address();
                assertThat(offer).isEqualTo(real.base());
                assertThat(desk.useUpstream(offer)).isInstanceOf(SetResult.Changed.class);
                assertThat(desk.proxy().upstream().base()).isEqualTo(offer);
                assertThat(desk.settings().value(Setting.UPSTREAM)).isEqualTo(offer.toString());
                assertThat(desk.useUpstream(practice)).isInstanceOf(SetResult.Changed.class);
                assertThat(desk.servers().current().practice()).isTrue();
                assertThat(desk.settings().value(Setting.UPSTREAM)).isEmpty();
            }
        });
    }

    @Test
    void theApiKeyGoesToTheNamedServerAndIsNeverShown() {
        try (PracticeServer named = new PracticeServer(0)) {
            set(Setting.UPSTREAM, ((Started) named.start()).base().toString());
            set(Setting.API_KEY_ENV, "KEY");
            var unused = window(List.of(), desk -> {
                assertThat(String.valueOf(desk.proxy().upstream().apiKey())).isEqualTo("***");
                assertThat(desk.settings().set(Setting.API_KEY_ENV, "NO_SUCH")).isInstanceOf(SetResult.Changed.class);
                ErrataRun.await(
                        "the key to be gone", () -> desk.proxy().upstream().apiKey() == null);
                assertThat(desk.messages()).extracting(StartMessage::code).contains("upstream.key");
            });
        }
    }

    @Test
    void aSettingChangedInTheWindowIsInForceSoon() {
        var unused = window(List.of(), desk -> {
            assertThat(desk.settings().set(Setting.LISTENER, "off")).isInstanceOf(SetResult.Changed.class);
            ErrataRun.await(
                    "the listener to stop", () -> !desk.proxy().listener().listening());
            assertThat(desk.settings().set(Setting.LISTENER, "on")).isInstanceOf(SetResult.Changed.class);
            ErrataRun.await(
                    "the listener to start", () -> desk.proxy().listener().listening());
            assertThat(desk.home()).isEqualTo(home.folder());
            assertThat(desk.version()).isNotEmpty();
            assertThat(desk.correctionsToday()).isZero();
            assertThat(desk.rules().rows()).isNotEmpty();
            assertThat(desk.useUpstream(URI.create(
                            "http://127.0.0.1:" + desk.proxy().listener().port())))
                    .isInstanceOf(SetResult.Refused.class);
            assertThat(desk.useUpstream(URI.create("ftp://x"))).isInstanceOf(SetResult.Refused.class);
        });
    }

    @Test
    void oneWindowOwnsAHome() {
        var unused = window(
                List.of(),
                desk -> assertThat(window(List.of(), second -> {}))
                        .contains(
                                "already runs",
                                String.valueOf(desk.proxy().listener().port())));
    }
}
