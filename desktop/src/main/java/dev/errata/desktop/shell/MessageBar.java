package dev.errata.desktop.shell;

import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.NoticeLine;
import dev.errata.desktop.fx.Notices;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

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
        node.getChildren()
                .setAll(notices.shown().stream()
                        .map(notice -> NoticeLine.of(notice, () -> notices.dismiss(notice)))
                        .toList());
        node.setVisible(!notices.shown().isEmpty());
        node.setManaged(!notices.shown().isEmpty());
    }

    private void passLater(Notice notice) {
        var wait = new PauseTransition(PASSING);
        wait.setOnFinished(event -> notices.dismiss(notice));
        wait.play();
    }
}
