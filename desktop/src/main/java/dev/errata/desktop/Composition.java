package dev.errata.desktop;

import dev.errata.desktop.cli.House;
import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.diagnostics.Diagnostics;
import dev.errata.desktop.home.Home;
import dev.errata.desktop.home.HomeLock;
import dev.errata.desktop.home.HomeLock.Owner;
import dev.errata.desktop.home.HomeLock.Taken;
import dev.errata.desktop.home.HomeLock.Unwritable;
import dev.errata.desktop.home.HomeTokens;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.store.RollbackResult;
import dev.errata.logs.store.SchemaStatus;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.proxy.ProxyServer.Listening;
import dev.errata.proxy.ProxyServer.PortTaken;
import dev.errata.proxy.ProxyServer.Refused;
import dev.errata.proxy.upstream.probe.ModelServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one place where the objects of all floors meet, by plain `new`.
///
/// ```
/// Home -> HomeLock -> Database -> Journal (anchored in it) -> RuleBook, CorrectionSwitch      = OpenHome
/// OpenHome + UpstreamChoice -> NettyProxyServer, its control plane, watchers                 = Service
/// Service -> RunningDesk -> window, API                  OpenHome -> WorkingVisit -> a command's change
/// a copy of the database, the journal's files -> ReadingVisit -> a command's question
/// ```
///
/// **Thread:** any that may block.
public final class Composition implements House {
    private final Map<String, String> env;
    private final Clock clock;
    private final SecureRandom random;
    private final ModelServers servers;
    private final WindowOpener window;

    /// @param servers where to look for model servers that nobody named
    Composition(Map<String, String> env, Clock clock, SecureRandom random, ModelServers servers, WindowOpener window) {
        this.env = Map.copyOf(env);
        this.clock = clock;
        this.random = random;
        this.servers = servers;
        this.window = window;
    }

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public Visit read(Home home) {
        return ReadingVisit.of(home, random, clock);
    }

    @Override
    public SchemaStatus schema(Home home) {
        return new SchemaCare(home, random, clock).status();
    }

    @Override
    public RollbackResult rollBack(Home home, @Nullable Integer to) {
        return new SchemaCare(home, random, clock).rollBack(to);
    }

    @Override
    public Access work(Home home) {
        return switch (Patience.take(home)) {
            case Taken(HomeLock lock) -> {
                diagnose(home);
                yield new Open(new WorkingVisit(OpenHome.open(home, lock, clock, random), random, clock));
            }
            case HomeLock.Held(Owner owner) -> new House.Held(owner);
            case Unwritable(String reason) ->
                new Closed(HomeProblem.NOT_WRITABLE.said(reason
                        + "; nothing was changed. Check the folder's permissions, or name another with --home DIR."));
        };
    }

    @Override
    public ServeResult serve(Home home, ServeWish wish, StopSignal stop) {
        return switch (start(home, wish.upstream(), "serve", stop)) {
            case Obstacle(String reason) -> new NotServing(reason);
            case Ready(Service service) -> listen(service, wish);
        };
    }

    private static ServeResult listen(Service service, ServeWish wish) {
        Settings settings = service.home().settings();
        String host = wish.host() != null ? wish.host() : settings.value(Setting.HOST);
        int port = wish.port() != null ? wish.port() : settings.number(Setting.PORT);
        // Who starts a proxy without a window wants it to listen, whatever the window's switch was left at.
        ListenResult result = service.levers().open(host, port, "cli");
        String reason = switch (result) {
            case Listening listening ->
                service.levers().isSelf(service.proxy().upstream().base())
                        ? service.proxy().upstream().base() + " is Errata itself; name the model server behind it"
                                + " with --upstream."
                        : "";
            case PortTaken taken ->
                ApiProblem.PORT_TAKEN.said(Levers.taken(taken) + " For example: errata serve --port 0");
            case Refused(String why) -> ApiProblem.INVALID.said(why);
        };
        if (!reason.isEmpty()) {
            service.close();
            Diagnostics.close();
            return new NotServing(reason);
        }
        return new OpenService(service);
    }

    @Override
    public String window(Home home, StopSignal stop) {
        return switch (start(home, null, "window", stop)) {
            case Obstacle(String reason) -> reason;
            case Ready(Service service) -> show(service, stop);
        };
    }

    private String show(Service service, StopSignal stop) {
        try (service) {
            Settings settings = service.home().settings();
            if (settings.flag(Setting.LISTENER)) {
                ListenResult result =
                        service.levers().open(settings.value(Setting.HOST), settings.number(Setting.PORT), "window");
                switch (result) {
                    case Listening listening -> {
                        // As it should be.
                    }
                    case PortTaken taken ->
                        service.home().warn("listener.refused", Levers.taken(taken), ApiProblem.PORT_TAKEN);
                    case Refused(String reason) -> service.home().warn("listener.refused", reason, ApiProblem.INVALID);
                }
            }
            return window.open(
                    service.desk("window"), service.home().patches().review(operator()), stop);
        } finally {
            Diagnostics.close();
        }
    }

    private Start start(Home home, @Nullable URI upstream, String mode, StopSignal stop) {
        return switch (Patience.take(home)) {
            case HomeLock.Held(Owner owner) -> new Obstacle(held(home, owner));
            case Taken(HomeLock lock) -> new Ready(start(home, lock, "", upstream, mode, stop));
            case Unwritable(String reason) -> new Ready(start(home, null, reason, upstream, mode, stop));
        };
    }

    private Service start(
            Home home, @Nullable HomeLock lock, String fault, @Nullable URI upstream, String mode, StopSignal stop) {
        diagnose(home);
        OpenHome open = OpenHome.open(home, lock, clock, random);
        if (lock == null) {
            open.warn(
                    "home.read_only",
                    "The home " + fault + ". Errata serves, but keeps nothing: make the folder writable and start"
                            + " again.",
                    HomeProblem.NOT_WRITABLE);
        }
        var unused = open.journal().append(new SystemEvent.Started(Version.TEXT, mode));
        UpstreamChoice choice = new UpstreamChoice(open.settings(), env, home.folder(), open.messages(), servers);
        var chosen = choice.choose(upstream, Set.of(open.settings().number(Setting.PORT)));
        if (choice.isPractice(chosen.base())) {
            open.messages()
                    .add(new StartMessage(
                            Weight.NOTE,
                            "No model server answered, so the practice server stands in; it is a teacher, not a model.",
                            "upstream.practice"));
        }
        return new Service(open, choice, chosen, tokens(home, open), clock, stop);
    }

    private HomeTokens tokens(Home home, OpenHome open) {
        try {
            return HomeTokens.open(home, random);
        } catch (IOException e) {
            open.warn(
                    "tokens.unkept",
                    "The tokens in " + home.folder() + " can be neither read nor made; the API can be used by nobody.",
                    HomeProblem.NOT_WRITABLE);
            return HomeTokens.passing(home, random);
        }
    }

    private static void diagnose(Home home) {
        if (home.writable() && (Files.isWritable(home.logs()) || !Files.exists(home.logs()))) {
            Diagnostics.toFile(home.logs(), Settings.read(home.settings()).value(Setting.LOG_LEVEL));
        }
    }

    private static String held(Home home, Owner owner) {
        return HomeProblem.IN_USE.said(
                "Another Errata" + (owner.pid() > 0 ? " (process " + owner.pid() + ")" : "") + " already runs with"
                        + " the home "
                        + home.folder() + (owner.address().isEmpty() ? "" : " at " + owner.address())
                        + ". Use that one, end it with 'errata stop', or give this one its own home with --home DIR.");
    }

    private sealed interface Start {}

    private record Ready(Service service) implements Start {}

    private record Obstacle(String reason) implements Start {}

    /// A service as `errata serve` sees it.
    private record OpenService(Service service) implements Serving {
        @Override
        public String address() {
            return Levers.shown(service.proxy().listener());
        }

        @Override
        public String upstream() {
            return service.proxy().upstream().base().toString();
        }

        @Override
        public List<StartMessage> messages() {
            return service.desk("cli").messages();
        }

        @Override
        public void close() {
            service.close();
            Diagnostics.close();
        }
    }

    /// The person at this machine, as the journal names who decided.
    private String operator() {
        String user = env.getOrDefault("USER", env.getOrDefault("USERNAME", ""));
        return user.isBlank() ? "window" : user;
    }
}
