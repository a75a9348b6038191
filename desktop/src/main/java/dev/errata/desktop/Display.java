package dev.errata.desktop;

import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.help.Topics;
import dev.errata.desktop.manual.ManualTopic;
import dev.errata.desktop.review.ReviewDesk;
import dev.errata.desktop.shell.ErrataWindow;
import dev.errata.desktop.shell.WindowParts;
import dev.errata.rules.trial.Trials;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the window on the display. Only this class leads to JavaFX, so that no command loads it.
final class Display implements WindowOpener {
    private static final Logger LOG = LoggerFactory.getLogger(Display.class);

    private final InstantSource clock;
    private final Runnable opened;

    /// @param opened is told when the window is there
    Display(InstantSource clock, Runnable opened) {
        this.clock = clock;
        this.opened = opened;
    }

    @Override
    public String open(Desk desk, ReviewDesk review, StopSignal stop) {
        List<ManualTopic> manual = Topics.names().stream()
                .map(name -> new ManualTopic(
                        name, Topics.title(name), Topics.markdown(name).orElse("")))
                .toList();
        WindowParts parts = new WindowParts(desk, Trials::run, manual, clock).with(review);
        var stage = new CompletableFuture<Stage>();
        try {
            Platform.startup(() -> show(parts, stop, stage));
            stage.join();
        } catch (UnsupportedOperationException | CompletionException e) {
            LOG.error("the window could not be opened", e);
            return "the window cannot be opened (" + reason(e) + "); run 'errata serve' for the proxy alone.";
        }
        LOG.info("the window is open");
        opened.run();
        // Closing the window asks for the end as well, so this is the one thing to wait for.
        stop.await();
        Platform.runLater(stage.join()::hide);
        Platform.exit();
        return "";
    }

    private static void show(WindowParts parts, StopSignal stop, CompletableFuture<Stage> shown) {
        try {
            ErrataWindow window = new ErrataWindow(parts);
            Stage stage = new Stage();
            window.show(stage);
            stage.setOnHidden(event -> {
                window.close();
                stop.request();
            });
            shown.complete(stage);
        } catch (RuntimeException | Error e) {
            shown.completeExceptionally(e);
        }
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
