package dev.errata.desktop;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.CaptureRoutes;
import dev.errata.desktop.api.ClientsRoutes;
import dev.errata.desktop.api.ConfigRoutes;
import dev.errata.desktop.api.CorrectionRoutes;
import dev.errata.desktop.api.KeysRoutes;
import dev.errata.desktop.api.PacksRoutes;
import dev.errata.desktop.api.ReplayRoute;
import dev.errata.desktop.api.Routing;
import dev.errata.desktop.api.RulesRoutes;
import dev.errata.desktop.api.SessionsRoutes;
import dev.errata.desktop.api.TokensRoutes;
import dev.errata.desktop.cli.House.RuleTestResult;
import dev.errata.desktop.cli.House.Visit;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.diagnostics.Diagnostics;
import dev.errata.desktop.home.HomeTokens;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.logs.blob.RawLimits;
import dev.errata.logs.blob.RawTextFiles;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.read.JournalReader;
import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.trial.Replay;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A home that a command owns while it changes something.
record WorkingVisit(OpenHome home, SecureRandom random, Clock clock) implements Visit {
    private static final String CHANNEL = "cli";

    @Override
    public Reply handle(Request request) {
        SessionBook book = SessionTables.book(home.database(), home.journal(), clock, home.settings());
        Routing routing = new Routing(Map.ofEntries(
                entry("clients", new ClientsRoutes(home.clients(), this::note, CHANNEL)),
                entry("keys", this::keys),
                entry("capture", new CaptureRoutes(home.settings(), texts()::status, this::clear)),
                entry("rules", new RulesRoutes(home.rules(), home.texts(), CHANNEL)),
                entry("packs", new PacksRoutes(home.rules().packs(), CHANNEL)),
                entry("correction", new CorrectionRoutes(home.correction(), clock, CHANNEL)),
                entry("audit", new AuditRoutes(home.reader(), home.texts(), this::reindex)),
                entry("states", home.states().routes(home.reader())),
                entry("sessions", new SessionsRoutes(book, CHANNEL)),
                entry("tokens", new TokensRoutes(book, () -> SessionTables.prices(home.settings()), List::of)),
                entry("proposals", this::proposals),
                entry("workspaces", this::workspaces),
                entry("versions", this::workspaces),
                entry("config", new ConfigRoutes(home.settings(), this::set))));
        return routing.handle(request);
    }

    private static Map.Entry<String, OwnerRoutes> entry(String resource, OwnerRoutes routes) {
        return Map.entry(resource, routes);
    }

    private Reply proposals(Request request) {
        home.patches().start();
        return home.patches().proposals(Actor.Channel.CLI).handle(request);
    }

    private Reply workspaces(Request request) {
        home.patches().start();
        return home.patches().workspaces(Actor.Channel.CLI).handle(request);
    }

    private SetResult set(Setting setting, String value) {
        return home.settings().set(setting, value, CHANNEL);
    }

    private void note(SystemEvent event) {
        var unused = home.journal().append(event);
    }

    private Reply keys(Request request) {
        try {
            return new KeysRoutes(HomeTokens.open(home.folder(), random), this::note, CHANNEL).handle(request);
        } catch (IOException e) {
            return ControlError.NOT_WRITABLE.reply("The home's tokens can be neither read nor made.");
        }
    }

    private RawTexts.Cleared clear() {
        // Nothing is to go but by the wish itself, so there are no limits.
        RawLimits any = new RawLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
        try (RawTexts texts = RawTextFiles.open(home.folder().folder(), () -> any, clock)) {
            return CaptureRoutes.clear(texts, () -> {}, this::note, CHANNEL);
        }
    }

    /// No service keeps this index up, so it is made to its end.
    private void reindex() {
        home.index().rebuild();
        home.index().catchUp();
    }

    @Override
    public List<StartMessage> messages() {
        return home.messages().all();
    }

    @Override
    public JournalReader audit() {
        return home.reader();
    }

    @Override
    public RawTextReader texts() {
        return home.texts();
    }

    @Override
    public Reply replay(String body, Replay.Progress progress) {
        return new ReplayRoute(home.rules(), texts()).run(body, progress);
    }

    @Override
    public List<RuleTestResult> testRules() {
        return RuleTables.test(home.database(), home.rules());
    }

    @Override
    public void close() {
        home.noteSettings();
        home.close();
        Diagnostics.close();
    }
}
