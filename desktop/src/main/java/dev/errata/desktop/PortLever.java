package dev.errata.desktop;

import dev.errata.desktop.desk.PortState;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.home.ClientBook;
import dev.errata.desktop.home.TlsFiles;
import dev.errata.desktop.settings.PerClient;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.proxy.ProxyServer.TlsOff;
import dev.errata.proxy.ProxyServer.TlsOn;
import dev.errata.proxy.ProxyServer.TlsRefused;
import dev.errata.proxy.client.ByClient;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.client.ClientLimit;
import dev.errata.proxy.client.KnownClients;
import dev.errata.proxy.client.KnownClients.Known;
import dev.errata.proxy.client.Origins;
import dev.errata.proxy.client.PortPolicy;
import dev.errata.proxy.client.TlsIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts into force what the settings and the book of clients say of the port: who may use it, how much, and whether
/// over TLS.
///
/// **Thread:** any that may block.
final class PortLever {
    /// Stands for the clients of a book that cannot be read: no token has this hash, so whoever needs one is refused.
    private static final Known UNREADABLE = new Known("unreadable", "0".repeat(64));

    private final ProxyServer proxy;
    private final Settings settings;
    private final ClientBook book;
    private final Messages messages;
    private final Path home;
    private String files = "";
    private String certificate = "";

    PortLever(ProxyServer proxy, Settings settings, ClientBook book, Messages messages, Path home) {
        this.proxy = proxy;
        this.settings = settings;
        this.book = book;
        this.messages = messages;
        this.home = home;
        applyPolicy();
        applyTls();
    }

    /// Looks whether somebody has changed the book or renewed the certificate.
    synchronized void look() {
        if (book.refresh()) {
            applyPolicy();
        }
        if (!mark().equals(files)) {
            applyTls();
        }
    }

    synchronized void applyPolicy() {
        if (book.fault().isEmpty()) {
            messages.settle("clients.unreadable");
        } else {
            messages.add(Weight.FAULT, "clients.unreadable", book.fault(), HomeProblem.NOT_READABLE);
        }
        proxy.usePolicy(new PortPolicy(
                new Origins(Arrays.stream(settings.value(Setting.ORIGINS).split(",", -1))
                        .map(String::strip)
                        .filter(glob -> !glob.isEmpty())
                        .toList()),
                known(),
                settings.flag(Setting.CLIENTS_REQUIRED),
                false,
                capture(),
                limits()));
    }

    private KnownClients known() {
        List<Known> known = new ArrayList<>();
        book.all().forEach(client -> known.add(new Known(client.id(), client.sha256())));
        if (known.isEmpty() && !book.fault().isEmpty()) {
            known.add(UNREADABLE);
        }
        return new KnownClients(known);
    }

    private ByClient<CaptureLevel> capture() {
        return new ByClient<>(
                PerClient.levels(settings.value(Setting.CAPTURE_CLIENTS)).orElse(List.of()),
                CaptureLevel.of(settings.value(Setting.CAPTURE_LEVEL)).orElse(CaptureLevel.FULL));
    }

    private ByClient<ClientLimit> limits() {
        return new ByClient<>(
                PerClient.limits(settings.value(Setting.CLIENTS_LIMITS)).orElse(List.of()),
                new ClientLimit(settings.number(Setting.CLIENTS_RATE), settings.number(Setting.CLIENTS_PARALLEL)));
    }

    synchronized void applyTls() {
        files = mark();
        String reason = switch (TlsFiles.read(
                settings.value(Setting.TLS_CERTIFICATE),
                settings.value(Setting.TLS_KEY),
                settings.value(Setting.TLS_CLIENT_CA),
                home)) {
            case TlsFiles.None none -> use(null);
            case TlsFiles.Given(String chain, String key, String ca) -> use(new TlsIdentity(chain, key, ca));
            case TlsFiles.Missing(String why) ->
                proxy.listener().tls() ? why + " TLS stays as it is." : why + " There is no TLS now.";
        };
        if (reason.isEmpty()) {
            messages.settle("tls.refused");
        } else {
            messages.add(Weight.FAULT, "tls.refused", reason, HomeProblem.SETTING_INVALID);
        }
    }

    private String use(@Nullable TlsIdentity identity) {
        return switch (proxy.useTls(identity)) {
            case TlsOn(String subject, var expires) -> {
                certificate = subject + ", valid until " + expires;
                yield "";
            }
            case TlsOff off -> {
                certificate = "";
                yield "";
            }
            case TlsRefused(String why) -> identity == null && !proxy.listener().exposed() ? "" : why;
        };
    }

    private String mark() {
        return TlsFiles.mark(
                settings.value(Setting.TLS_CERTIFICATE),
                settings.value(Setting.TLS_KEY),
                settings.value(Setting.TLS_CLIENT_CA),
                home);
    }

    /// What is in force.
    synchronized PortState state() {
        ListenerStatus now = proxy.listener();
        return new PortState(
                now.host(),
                now.exposed(),
                now.tls() ? certificate : "",
                now.tls() && !settings.value(Setting.TLS_CLIENT_CA).isEmpty(),
                book.all().size(),
                now.exposed()
                        || (settings.flag(Setting.CLIENTS_REQUIRED)
                                && !known().all().isEmpty()),
                settings.value(Setting.CAPTURE_LEVEL));
    }
}
