package dev.errata.desktop;

import dev.errata.desktop.api.CaptureRoutes;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.PortState;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.read.JournalReader;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.rules.correction.CorrectionSwitch;
import dev.errata.rules.store.RuleBook;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The desk of a running service, for one channel.
///
/// @param channel `window`, `cli` or `api`, for the journal
record RunningDesk(Service service, String channel) implements Desk {

    @Override
    public RuleBook rules() {
        return service.home().rules();
    }

    @Override
    public CorrectionSwitch correction() {
        return service.home().correction();
    }

    @Override
    public ProxyServer proxy() {
        return service.proxy();
    }

    @Override
    public JournalReader audit() {
        return service.home().reader();
    }

    @Override
    public Settings settings() {
        return service.home().settings();
    }

    @Override
    public ModelServersView servers() {
        return service.servers();
    }

    @Override
    public ListenResult listen(int port) {
        return service.levers().listen(port, channel);
    }

    @Override
    public void stopListening() {
        service.levers().stopListening(channel);
    }

    @Override
    public SetResult useUpstream(URI address) {
        return service.levers().useUpstream(address, channel);
    }

    @Override
    public SetResult set(Setting setting, String value) {
        return service.levers().set(setting, value, channel);
    }

    @Override
    public PortState port() {
        return service.port();
    }

    @Override
    public RawTexts.Status texts() {
        return service.raw().status();
    }

    @Override
    public RawTexts.Cleared clearTexts() {
        return CaptureRoutes.clear(
                service.raw(), service.proxy().exchanges()::forgetTexts, service.levers()::note, channel);
    }

    @Override
    public long correctionsToday() {
        return service.correctionsToday();
    }

    @Override
    public long tokensToday() {
        return service.budgets().usedToday();
    }

    @Override
    public String version() {
        return Version.TEXT;
    }

    @Override
    public Path home() {
        return service.home().folder().folder();
    }

    @Override
    public List<StartMessage> messages() {
        List<StartMessage> all = new ArrayList<>(service.home().messages().all());
        for (String warning : settings().warnings()) {
            all.add(new StartMessage(Weight.WARNING, warning, "settings.warning"));
        }
        var journal = service.home().journal().status();
        if (journal.failure() != null) {
            all.add(new StartMessage(
                    Weight.FAULT,
                    "The journal cannot be written (" + journal.failure()
                            + "). What happens now is not recorded; free space or make the home writable.",
                    "journal.failed",
                    HomeProblem.JOURNAL_NOT_WRITABLE));
        } else if (journal.warning() != null) {
            all.add(new StartMessage(Weight.WARNING, journal.warning(), "journal.warning"));
        }
        String index = service.home().index().fault();
        if (!index.isEmpty()) {
            all.add(new StartMessage(Weight.WARNING, index, "journal.index"));
        }
        RawTexts.Status raw = service.raw().status();
        if (!raw.fault().isEmpty()) {
            all.add(new StartMessage(
                    Weight.WARNING,
                    "The raw text of an exchange could not be kept (" + raw.fault()
                            + "). Answers are not touched; without it an exchange cannot be proved or replayed. Free"
                            + " space, or make blobs/raw in the home writable.",
                    "raw.unkept"));
        }
        all.addAll(BudgetMessages.of(service.budgets().now(), settings().flag(Setting.BUDGET_STOP)));
        return List.copyOf(all);
    }
}
