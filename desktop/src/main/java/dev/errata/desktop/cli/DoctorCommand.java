package dev.errata.desktop.cli;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.Json;
import dev.errata.desktop.cli.House.Visit;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeLock.Owner;
import dev.errata.desktop.settings.ServerList;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.problem.ProxyProblem;
import dev.errata.logs.read.Verification;
import dev.errata.proxy.Transports;
import dev.errata.proxy.transport.kind.TransportKind;
import dev.errata.proxy.transport.kind.TransportState;
import dev.errata.proxy.upstream.Upstream;
import dev.errata.proxy.upstream.probe.Finding;
import dev.errata.proxy.upstream.probe.ModelServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata doctor`: what is installed, what answers, what stands in the way. Writes nothing.
@Command(
        name = "doctor",
        description = "Checks the installation, the home, the ports and the model servers; exit code 1 if something"
                + " is wrong.")
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return session.inHome(home -> {
            List<Checked> found = examine(home);
            boolean well = found.stream().noneMatch(finding -> finding.grade().equals("wrong"));
            session.say(session.json() ? json(found, well).toString() : words(found));
            return well ? ExitCode.OK : ExitCode.NOT_SO;
        });
    }

    private List<Checked> examine(Home home) {
        List<Checked> found = new ArrayList<>();
        found.add(ok("errata", session.house().version()));
        found.add(ok("java", Runtime.version() + " in " + System.getProperty("java.home")));
        found.add(
                home.writable()
                        ? ok(
                                "home",
                                home.folder()
                                        + (home.exists()
                                                ? " can be written"
                                                : " will be created when it" + " is needed"))
                        : wrong(
                                "home",
                                HomeProblem.NOT_WRITABLE.said(home.folder()
                                        + " cannot be written; check its permissions or name another with --home")));
        Settings settings = Settings.read(home.settings());
        settings.warnings().forEach(warning -> found.add(note("settings", warning)));
        found.add(transport(settings));
        try (Visit visit = session.house().read(home)) {
            JsonNode rules = Json.parse(visit.handle(Session.get("rules")).json());
            int rows = rules.path("rules").size();
            int loaded = rules.path("loaded").asInt();
            String counted = loaded + " of " + rows + " rules can be loaded";
            found.add(loaded == rows ? ok("rules", counted) : note("rules", counted + "; see 'errata rules list'"));
            visit.messages().forEach(message -> found.add(database(message)));
            found.add(journal(visit.audit().verify()));
        }
        Owner owner = HomeLock.owner(home).orElse(new Owner(0, ""));
        found.add(
                owner.pid() == 0
                        ? ok("running", "no")
                        : ok("running", "process " + owner.pid() + " " + owner.address()));
        found.add(port(settings.number(Setting.PORT), owner));
        found.addAll(PortCheck.of(home, settings));
        Set<Integer> own = Set.of(settings.number(Setting.PORT));
        ModelServers servers = new ModelServers();
        for (Finding server : servers.probe(own)) {
            found.add(server(server));
        }
        ServerList.read(settings.value(Setting.UPSTREAMS))
                .ifPresent(list -> list.entries().forEach(entry -> found.add(named(servers, entry))));
        return found;
    }

    private static Checked database(StartMessage message) {
        return switch (message.weight()) {
            case NOTE, WARNING -> note("database", message.said());
            case FAULT -> wrong("database", message.said());
        };
    }

    private static Checked journal(Verification verification) {
        String json = AuditRoutes.json(verification).toString();
        return switch (verification) {
            case Verification.Intact intact -> ok("journal", "intact, " + intact.records() + " records");
            case Verification.Empty empty -> ok("journal", "none yet");
            case Verification.NoAnchor noAnchor -> wrong("journal", json);
            case Verification.Broken broken -> wrong("journal", json);
            case Verification.Unreadable unreadable -> wrong("journal", json);
        };
    }

    /// Nobody is wrong where a kernel or a container knows only the slower ones.
    private static Checked transport(Settings settings) {
        String wished = settings.value(Setting.TRANSPORT);
        TransportState state = Transports.look(TransportKind.named(wished).orElse(null));
        boolean asWished =
                wished.equals(TransportKind.AUTO) || wished.equals(state.kind().word());
        return asWished && state.passedOver().isEmpty()
                ? ok("transport", state.text())
                : note("transport", state.text() + (asWished ? "" : "; the setting 'transport' asks for " + wished));
    }

    private static Checked port(int port, Owner owner) {
        if (owner.address().endsWith(":" + port)) {
            return ok("port", port + " is this home's own");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return ok("port", port + " is free");
        } catch (IOException e) {
            return wrong(
                    "port",
                    ApiProblem.PORT_TAKEN.said(port + " is taken by another program; end that one, or choose another"
                            + " with 'errata config set port PORT'"));
        }
    }

    /// A server that the settings name: it is missed if it is not there.
    private static Checked named(ModelServers servers, ServerList.Entry entry) {
        Finding finding = servers.look(new Upstream(entry.url(), URI.create(entry.url()), null));
        Checked looked = server(finding);
        String detail = "for " + String.join(", ", entry.models()) + ": " + looked.detail();
        return finding instanceof Finding.Silent
                ? note("server", ProxyProblem.SERVER_UNREACHABLE.said(detail))
                : new Checked(looked.grade(), "server", detail);
    }

    private static Checked server(Finding server) {
        String at = server.base().getHost() + ":" + server.base().getPort();
        return switch (server) {
            case Finding.Ready ready ->
                ok(
                        "server",
                        at + " " + ready.kind().title() + (ready.model() == null ? "" : ", model " + ready.model()));
            case Finding.Busy busy -> note("server", at + " " + busy.kind().title() + ": " + busy.reason());
            case Finding.Stranger stranger -> note("server", at + " is taken by another program: " + stranger.reason());
            case Finding.Silent silent -> ok("server", at + " " + silent.reason());
        };
    }

    static Checked ok(String part, String detail) {
        return new Checked("ok", part, detail);
    }

    static Checked note(String part, String detail) {
        return new Checked("note", part, detail);
    }

    static Checked wrong(String part, String detail) {
        return new Checked("wrong", part, detail);
    }

    private static ObjectNode json(List<Checked> found, boolean well) {
        ObjectNode json = Json.object().put("well", well);
        ArrayNode list = json.putArray("findings");
        found.forEach(one -> list.addObject()
                .put("part", one.part())
                .put("grade", one.grade())
                .put("detail", one.detail()));
        return json;
    }

    private static String words(List<Checked> found) {
        StringBuilder text = new StringBuilder();
        found.forEach(one -> text.append(text.isEmpty() ? "" : System.lineSeparator())
                .append("%-6s %-9s %s".formatted(one.grade(), one.part(), one.detail())));
        return text.toString();
    }

    /// One thing that was looked at.
    ///
    /// @param grade `ok`, `note` or `wrong`
    record Checked(String grade, String part, String detail) {}
}
