package dev.errata.desktop;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.ConfigRoutes;
import dev.errata.desktop.api.CorrectionRoutes;
import dev.errata.desktop.api.PacksRoutes;
import dev.errata.desktop.api.ReplayRoute;
import dev.errata.desktop.api.Routing;
import dev.errata.desktop.api.RulesRoutes;
import dev.errata.desktop.cli.House.RuleTestResult;
import dev.errata.desktop.cli.House.Visit;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.diagnostics.Diagnostics;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.logs.read.JournalReader;
import dev.errata.rules.trial.Replay;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A home that a command owns while it changes something.
record WorkingVisit(OpenHome home, Clock clock) implements Visit {
    private static final String CHANNEL = "cli";

    @Override
    public Reply handle(Request request) {
        Routing routing = new Routing(Map.of(
                "rules", new RulesRoutes(home.rules(), home.texts(), CHANNEL),
                "packs", new PacksRoutes(home.rules().packs(), CHANNEL),
                "correction", new CorrectionRoutes(home.correction(), clock, CHANNEL),
                "audit", new AuditRoutes(home.reader(), home.texts(), this::reindex),
                "config",
                        new ConfigRoutes(
                                home.settings(),
                                (setting, value) -> home.settings().set(setting, value, CHANNEL))));
        return routing.handle(request);
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
