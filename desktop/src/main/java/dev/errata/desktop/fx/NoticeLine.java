package dev.errata.desktop.fx;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// A notice as a line in place: icon, what happened, what to do, what can be done with one click.
public final class NoticeLine {
    private NoticeLine() {}

    /// Draws a notice.
    ///
    /// @param dismiss puts the notice away
    public static Node of(Notice notice, Runnable dismiss) {
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
        var line = new HBox(icon, text(notice));
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
                dismiss.run();
                offer.act().run();
            });
            line.getChildren().add(button);
        }
        var close = Icons.name(new Button(), Feather.X, Words.of("message.dismiss"), Words.of("message.dismiss"));
        close.getStyleClass().addAll("flat", "button-icon");
        close.setOnAction(event -> dismiss.run());
        line.getChildren().add(close);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("message", "message-" + notice.kind().name().toLowerCase(Locale.ROOT));
        return line;
    }

    private static VBox text(Notice notice) {
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
        return text;
    }
}
