package dev.errata.desktop.shell;

import dev.errata.desktop.audit.AuditView;
import dev.errata.desktop.audit.AuditViewModel;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Look;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Poller;
import dev.errata.desktop.manual.ManualView;
import dev.errata.desktop.manual.ManualViewModel;
import dev.errata.desktop.packs.ImportViewModel;
import dev.errata.desktop.preferences.PreferencesView;
import dev.errata.desktop.preferences.PreferencesViewModel;
import dev.errata.desktop.review.ReviewDesk;
import dev.errata.desktop.review.ReviewView;
import dev.errata.desktop.review.ReviewViewModel;
import dev.errata.desktop.rules.HitCounter;
import dev.errata.desktop.rules.RulesView;
import dev.errata.desktop.rules.RulesViewModel;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.status.StatusBar;
import dev.errata.desktop.status.StatusViewModel;
import dev.errata.desktop.theme.Theme;
import dev.errata.desktop.theme.Themes;
import dev.errata.desktop.traffic.TrafficView;
import dev.errata.desktop.traffic.TrafficViewModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The window of Errata: here its objects meet.
///
/// **Thread:** the FX thread.
public final class ErrataWindow implements AutoCloseable {
    private static final int WORKERS = 3;

    // Platform threads: what they call may wait for SQLite, which never runs on virtual ones.
    private final ExecutorService workers = Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().daemon().name("desk-work-", 0).factory());
    private final ExecutorService patches = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("desk-review-", 0).factory());
    private final Poller poller = new Poller(Platform::runLater);
    private final Themes themes = new Themes();
    private final WindowMemory memory;
    private final Remembering remembering;
    private final ShellView shell;

    /// Builds everything; nothing is seen until [#show].
    public ErrataWindow(WindowParts parts) {
        Desk desk = parts.desk();
        var clock = parts.clock();
        var background = new Background(workers, Platform::runLater);
        var notices = new Notices();
        memory = WindowMemory.read(desk.home().resolve("window.properties"));
        remembering = new Remembering(memory);
        memory.number("text.percent").ifPresent(percent -> themes.percent().set(percent.intValue()));
        themes.percent().subscribe(percent -> memory.put("text.percent", percent.doubleValue()));

        var status = new StatusViewModel(desk, background, notices, clock);
        var traffic = new TrafficViewModel(desk.proxy().exchanges(), background, clock);
        var rules = new RulesViewModel(
                desk.rules(), parts.trial(), new HitCounter(desk.audit()), background, notices, clock);
        var audit = new AuditViewModel(desk.audit(), background, clock);
        var preferences = new PreferencesViewModel(desk, background, status);

        ReviewDesk reviewing = parts.review();
        var model = new ShellViewModel(
                reviewing == null
                        ? List.of("traffic", "rules", "audit", "settings", "help")
                        : List.of("review", "traffic", "rules", "audit", "settings", "help"));
        // Who opens the window for the first time has no proposals yet, but a client to point at the proxy.
        model.go("traffic");
        var address = status.status().map(now -> now == null ? "" : now.url()).orElse("");
        var trafficView = new TrafficView(traffic, address, rule -> {
            model.go("rules");
            rules.select(rule);
        });
        var imports = new ImportViewModel(desk.rules().packs(), background, notices);
        var rulesView = new RulesView(rules, imports, parts.files(), clock, themes.percent());
        var auditView = new AuditView(audit);
        var manualView = new ManualView(new ManualViewModel(parts.manual()), notices);
        List<Screen> screens = new ArrayList<>(List.of(
                trafficView, rulesView, auditView, new PreferencesView(preferences, themes.percent()), manualView));
        var bar = new StatusBar(status, model::go, rules::showRejected);
        if (reviewing != null) {
            var review = new ReviewViewModel(reviewing, new Background(patches, Platform::runLater), clock);
            screens.addFirst(reviewView(review, address));
            bar.review(review.toReview(), () -> model.go("review"));
            poller.every(Duration.ofMillis(300), () -> onVirtual(review));
        }
        memory.get("screen").ifPresent(model::go);
        model.current().subscribe(id -> memory.put("screen", id));
        shell = new ShellView(model, screens, bar.node(), notices, WindowCommands.of(status, preferences));
        preferences.inForce(Setting.THEME).subscribe(word -> themes.theme().set(Theme.ofWord(word)));
        themes.theme().set(Theme.ofWord(desk.settings().value(Setting.THEME)));

        List.of(trafficView.split(), rulesView.split(), auditView.split(), manualView.split())
                .forEach(remembering::split);
        List.of(trafficView.table(), rulesView.table(), auditView.table()).forEach(remembering::table);
        // That the practice model answers is the status's own to say, for as long as it is so.
        desk.messages().reversed().stream()
                .filter(message -> !message.code().equals("upstream.practice"))
                .forEach(message -> notices.post(notice(message)));

        poller.every(Duration.ofMillis(100), traffic);
        poller.every(Duration.ofMillis(400), status);
        poller.every(Duration.ofMillis(400), rules);
        poller.every(Duration.ofMillis(700), preferences);
        poller.every(Duration.ofSeconds(1), audit);
        poller.every(Duration.ofSeconds(2), () -> {
            memory.save();
            return Optional.empty();
        });
    }

    private ReviewView reviewView(ReviewViewModel review, ObservableValue<String> address) {
        var view = new ReviewView(review, address);
        memory.get("review.layout").ifPresent(view.layout()::set);
        view.layout().subscribe(layout -> memory.put("review.layout", layout));
        view.splits().forEach(remembering::split);
        return view;
    }

    /// The desk of patches is asked on virtual threads only.
    private Optional<Runnable> onVirtual(Look look) {
        try {
            return patches.submit(look::look).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at the proposals failed", e.getCause());
        }
    }

    /// Shows the window on a stage.
    public void show(Stage stage) {
        stage.setTitle("Errata");
        stage.setMinWidth(760);
        stage.setMinHeight(520);
        var scene = new Scene(shell.node());
        themes.dress(scene);
        stage.setScene(scene);
        remembering.stage(stage);
        stage.show();
    }

    /// Light, dark and text size.
    public Themes themes() {
        return themes;
    }

    @Override
    public void close() {
        poller.close();
        workers.shutdownNow();
        patches.shutdownNow();
        memory.save();
    }

    private static Notice notice(StartMessage message) {
        Notice.Kind kind = switch (message.weight()) {
            case NOTE -> Notice.Kind.INFO;
            case WARNING -> Notice.Kind.WARNING;
            case FAULT -> Notice.Kind.DANGER;
        };
        int end = message.text().indexOf(". ");
        String what = end < 0 ? message.text() : message.text().substring(0, end + 1);
        return new Notice(kind, what, message.text().substring(what.length()).strip(), message.quoted(), List.of());
    }
}
