package dev.errata.desktop.cli;

import dev.errata.desktop.cli.DoctorCommand.Checked;
import dev.errata.desktop.home.ClientBook;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.TlsFiles;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.proxy.client.KnownClients;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What `errata doctor` says of who may use the port: the settings and files as they are, whoever runs.
final class PortCheck {
    private PortCheck() {}

    static List<Checked> of(Home home, Settings settings) {
        List<Checked> found = new ArrayList<>();
        ClientBook book = ClientBook.open(
                home, new SecureRandom(), InstantSource.system(), KnownClients.PREFIX, KnownClients::hash);
        TlsFiles tls = TlsFiles.read(
                settings.value(Setting.TLS_CERTIFICATE),
                settings.value(Setting.TLS_KEY),
                settings.value(Setting.TLS_CLIENT_CA),
                home.folder());
        String host = settings.value(Setting.HOST);
        boolean exposed = !loopback(host);
        boolean guarded = !book.all().isEmpty() && tls instanceof TlsFiles.Given;
        found.add(
                !exposed
                        ? DoctorCommand.ok("host", host + ", for this machine only")
                        : guarded
                                ? DoctorCommand.ok("host", host + ", for other machines too, over TLS, with tokens")
                                : DoctorCommand.wrong(
                                        "host",
                                        host + " would let other machines in without client tokens and TLS, so Errata"
                                                + " does not listen there; see 'errata help clients'"));
        found.add(
                switch (tls) {
                    case TlsFiles.None none -> DoctorCommand.ok("tls", "off");
                    case TlsFiles.Given given ->
                        DoctorCommand.ok(
                                "tls", "on" + (given.clientCa().isEmpty() ? "" : "; clients must show a certificate"));
                    case TlsFiles.Missing(String reason) -> DoctorCommand.wrong("tls", reason);
                });
        found.add(clients(book, exposed, settings.flag(Setting.CLIENTS_REQUIRED)));
        String others = settings.value(Setting.CAPTURE_CLIENTS);
        found.add(DoctorCommand.ok(
                "capture",
                "level " + settings.value(Setting.CAPTURE_LEVEL) + (others.isEmpty() ? "" : ", and " + others)));
        return found;
    }

    private static Checked clients(ClientBook book, boolean exposed, boolean required) {
        if (!book.fault().isEmpty()) {
            return DoctorCommand.wrong("clients", book.fault());
        }
        int count = book.all().size();
        String have = count == 1 ? "1 client has a token" : count + " clients have a token";
        if (exposed || (required && count > 0)) {
            return DoctorCommand.ok("clients", have + "; every request needs one");
        }
        return required
                ? DoctorCommand.note(
                        "clients", "clients.required is on, but no client has a token, so none is asked for")
                : DoctorCommand.ok("clients", have + "; no request needs one");
    }

    /// A name is looked up here, which the port itself never does.
    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
