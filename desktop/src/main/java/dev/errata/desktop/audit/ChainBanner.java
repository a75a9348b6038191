package dev.errata.desktop.audit;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.read.Verification;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The line that says whether the journal can be trusted.
final class ChainBanner {
    private static final List<String> WEIGHTS = List.of("banner-good", "banner-warn", "banner-bad", "banner-plain");

    private final HBox node = new HBox();
    private final Label said = new Label();
    private final ProgressIndicator progress = new ProgressIndicator();
    private final PauseTransition patience = new PauseTransition(Duration.millis(300));
    private final Button verify;
    private final Button cancel;

    ChainBanner(AuditViewModel model, Command check) {
        said.setId("audit-chain");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(said, Priority.ALWAYS);
        said.setMaxWidth(Double.MAX_VALUE);
        verify = Buttons.labelled(check);
        verify.setMinWidth(Region.USE_PREF_SIZE);
        cancel = new Button(Words.of("audit.cancel"));
        cancel.setId("audit-cancel");
        cancel.setOnAction(event -> model.cancel());
        progress.setPrefSize(16, 16);
        progress.setMinSize(16, 16);
        patience.setOnFinished(event -> progress.setVisible(model.chain().get() instanceof ChainState.Checking));
        node.getStyleClass().add("banner");
        node.setAlignment(Pos.CENTER_LEFT);
        node.getChildren().addAll(said, progress, cancel, verify);
        model.chain().subscribe(this::show);
    }

    Node node() {
        return node;
    }

    private void show(ChainState state) {
        boolean checking = state instanceof ChainState.Checking;
        progress.setVisible(false);
        if (checking) {
            patience.playFromStart();
        }
        cancel.setVisible(checking);
        cancel.setManaged(checking);
        verify.setVisible(!checking);
        verify.setManaged(!checking);
        Face face = face(state);
        said.setText(face.text);
        var icon = Icons.of(face.icon);
        icon.getStyleClass().add(face.iconStyle);
        said.setGraphic(icon);
        node.getStyleClass().removeAll(WEIGHTS);
        node.getStyleClass().add(face.style);
    }

    private static Face face(ChainState state) {
        return switch (state) {
            case ChainState.Unknown() -> plain(Words.of("chain.unknown"));
            case ChainState.Checking() -> plain(Words.of("chain.checking"));
            case ChainState.Cancelled() -> plain(Words.of("chain.cancelled"));
            case ChainState.Failed(String reason) ->
                new Face("banner-warn", Feather.ALERT_TRIANGLE, "icon-warning", Words.of("chain.unreadable", reason));
            case ChainState.Checked(Verification found, var at) ->
                switch (found) {
                    case Verification.Intact intact ->
                        new Face(
                                "banner-good",
                                Feather.CHECK_CIRCLE,
                                "icon-success",
                                Words.of(
                                        "chain.intact",
                                        intact.records(),
                                        Long.toString(intact.lastSeq()),
                                        Times.full(intact.at())));
                    case Verification.Empty() -> plain(Words.of("chain.empty"));
                    case Verification.NoAnchor(long records) ->
                        new Face(
                                "banner-warn",
                                Feather.ALERT_TRIANGLE,
                                "icon-warning",
                                Words.of("chain.noAnchor", records));
                    case Verification.Broken broken ->
                        new Face(
                                "banner-bad",
                                Feather.X_OCTAGON,
                                "icon-danger",
                                HomeProblem.JOURNAL_CHANGED.said(Words.of(
                                        "chain.broken",
                                        Long.toString(broken.seq()),
                                        broken.segment(),
                                        broken.line(),
                                        broken.reason())));
                    case Verification.Unreadable unreadable ->
                        new Face(
                                "banner-warn",
                                Feather.ALERT_TRIANGLE,
                                "icon-warning",
                                Words.of("chain.unreadable", unreadable.reason()));
                };
        };
    }

    private static Face plain(String text) {
        return new Face("banner-plain", Feather.SHIELD, "icon-muted", text);
    }

    private record Face(String style, Feather icon, String iconStyle, String text) {}
}
