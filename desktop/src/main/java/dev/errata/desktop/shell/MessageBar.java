package dev.errata.desktop.shell;

import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Words;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// What Errata has to say, in place above the screen. A mere confirmation goes by itself; what asks for a decision
/// stays.
final class MessageBar {
    private static final Duration PASSING = Duration.seconds(6);

    private final Notices notices;
    private final VBox node = new VBox();

    MessageBar(Notices notices) {
        this.notices = notices;
        node.setId("message-bar");
        node.getStyleClass().add("message-bar");
        notices.shown().addListener((ListChangeListener<Notice>) change -> {
            while (change.next()) {
                change.getAddedSubList().stream().filter(Notice::passing).forEach(this::passLater);
            }
            rebuild();
        });
        rebuild();
    }

    Node node() {
        return node;
    }

    private void rebuild() {
        node.getChildren().setAll(notices.shown().stream().map(this::line).toList());
        node.setVisible(!notices.shown().isEmpty());
        node.setManaged(!notices.shown().isEmpty());
    }

    private void passLater(Notice notice) {
        var wait = new PauseTransition(PASSING);
        wait.setOnFinished(event -> notices.dismiss(notice));
        wait.play();
    }

    private HBox line(Notice notice) {
        var icon = Icons.of(
                switch (notice.kind()) {
                    case INFO -> Feather.INFO;
                    case SUCCESS -> Feather.CHECK_CIRCLE;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case DANGER -> Feather.X_OCTAGON;
                });
        icon.getStyleClass()
                .add(
                        switch (notice.kind()) {
                            case INFO -> "icon-accent";
                            case SUCCESS -> "icon-success";
                            case WARNING -> "icon-warning";
                            case DANGER -> "icon-danger";
                        });
        var what = new Label(notice.what());
        what.setWrapText(true);
        what.getStyleClass().add("message-what");
        var text = new VBox(what);
        if (!notice.next().isEmpty()) {
            var next = new Label(notice.next());
            next.setWrapText(true);
            next.setMinHeight(Region.USE_PREF_SIZE);
            next.getStyleClass().add("message-next");
            text.getChildren().add(next);
        }
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var line = new HBox(icon, text);
        if (!notice.code().isEmpty()) {
            var code = new Label(notice.code());
            code.getStyleClass().addAll("caption", "muted", "mono");
            code.setMinWidth(HBox.USE_PREF_SIZE);
            line.getChildren().add(code);
        }
        for (Notice.Offer offer : notice.offers()) {
            var button = new Button(offer.label());
            button.getStyleClass().add("message-offer");
            button.setMinWidth(HBox.USE_PREF_SIZE);
            button.setOnAction(event -> {
                notices.dismiss(notice);
                offer.act().run();
            });
            line.getChildren().add(button);
        }
        var close = Icons.name(new Button(), Feather.X, Words.of("message.dismiss"), Words.of("message.dismiss"));
        close.getStyleClass().addAll("flat", "button-icon");
        close.setOnAction(event -> notices.dismiss(notice));
        line.getChildren().add(close);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("message", "message-" + notice.kind().name().toLowerCase(Locale.ROOT));
        return line;
    }
}
