package dev.errata.desktop.review;

import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Workspaces.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What a proposal is, above its hunks: title, where it comes from and which way it takes, what was repaired or could
/// not be placed, what was said of it as a whole; and the file that is looked at.
final class ReviewHead {
    private static final int MOST_LINES = 4;

    private final ReviewViewModel model;
    private final VBox node = new VBox();
    private final Label title = new Label();
    private final Label way = new Label();
    private final Label from = new Label();
    private final VBox lines = new VBox();
    private final MenuButton bind = new MenuButton(Words.of("review.bind"));
    private final Label path = new Label();
    private final Label size = new Label();

    ReviewHead(ReviewViewModel model) {
        this.model = model;
        node.getStyleClass().add("review-head");
        title.setId("review-title");
        title.getStyleClass().add("section");
        title.setMinWidth(0);
        way.setId("review-way");
        way.getStyleClass().addAll("chip", "chip-note");
        way.setMinWidth(Region.USE_PREF_SIZE);
        from.setId("review-from");
        from.getStyleClass().addAll("caption", "muted");
        from.setMinWidth(0);
        lines.getStyleClass().add("review-lines");
        bind.setId("review-bind");
        bind.setMinWidth(Region.USE_PREF_SIZE);
        bind.setOnShowing(event -> model.workspaces(this::offer));
        path.setId("review-path");
        path.getStyleClass().addAll("mono", "review-path");
        path.setMinWidth(0);
        size.getStyleClass().addAll("caption", "muted");
        size.setMinWidth(Region.USE_PREF_SIZE);
        var first = new HBox(title, way, Gaps.wide(), bind);
        first.getStyleClass().add("spaced");
        first.setAlignment(Pos.CENTER_LEFT);
        var file = new HBox(path, size);
        file.getStyleClass().addAll("spaced", "review-file");
        file.setAlignment(Pos.CENTER_LEFT);
        node.getChildren().addAll(first, from, lines, file);
        file.managedProperty().bind(file.visibleProperty());
        file.visibleProperty().bind(model.cursor().file().greaterThanOrEqualTo(0));
        model.cursor().shown().subscribe(this::show);
        model.cursor().file().subscribe(index -> file(index.intValue()));
        model.cursor().measured().subscribe(times -> file(model.cursor().file().get()));
    }

    Region node() {
        return node;
    }

    /// Opens the list of folders to bind it to.
    void openBind() {
        if (bind.isVisible()) {
            model.workspaces(found -> {
                offer(found);
                bind.show();
            });
        }
    }

    private void offer(List<Workspace> found) {
        if (found.isEmpty()) {
            var none = new MenuItem(Words.of("review.bind.none"));
            none.setDisable(true);
            bind.getItems().setAll(none);
        } else {
            bind.getItems().setAll(found.stream().map(this::item).toList());
        }
    }

    private MenuItem item(Workspace workspace) {
        var item = new MenuItem(
                Words.of("review.bind.to", workspace.name(), workspace.folder().toString()));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> model.decisions().bind(workspace.id()));
        return item;
    }

    private void show(@Nullable Proposal proposal) {
        if (proposal == null) {
            return;
        }
        title.setText(ReviewWords.title(proposal));
        title.setTooltip(new Tooltip(ReviewWords.title(proposal)));
        way.setText(ReviewWords.way(proposal));
        way.setTooltip(new Tooltip(Words.of(proposal.origin().held() ? "review.held.tip" : "review.onTheWire.tip")));
        Proposal.Origin origin = proposal.origin();
        from.setText(Words.of(
                "review.from",
                ReviewWords.drawn(origin.client().isEmpty() ? origin.actor().operator() : origin.client()),
                origin.actor().channel().word(),
                origin.format(),
                Times.full(origin.at()),
                ReviewViewModel.state(proposal)));
        from.setTooltip(new Tooltip(Words.of("review.from.tip", proposal.id())));
        boolean unbound = proposal.workspace() == null && QueueRow.TO_JUDGE.contains(proposal.state());
        bind.setVisible(unbound);
        bind.setManaged(unbound);
        if (bind.getItems().isEmpty()) {
            // A menu without items never opens.
            bind.getItems().setAll(new MenuItem(Words.of("review.bind.reading")));
        }
        lines.getChildren().setAll(said(proposal));
        lines.setManaged(!lines.getChildren().isEmpty());
        file(model.cursor().file().get());
    }

    private static List<Node> said(Proposal proposal) {
        List<Node> said = new ArrayList<>();
        if (!proposal.reason().isEmpty()) {
            said.add(line(Feather.INFO, proposal.reason()));
        }
        proposal.problems().stream()
                .limit(MOST_LINES)
                .forEach(problem -> said.add(line(Feather.ALERT_TRIANGLE, problem)));
        int more = proposal.problems().size() - MOST_LINES;
        if (more > 0) {
            Label rest = line(Feather.MORE_HORIZONTAL, Words.of("review.more", more));
            rest.setTooltip(new Tooltip(ReviewWords.drawn(String.join("; ", proposal.problems()))));
            said.add(rest);
        }
        proposal.comments().stream()
                .filter(comment -> comment.hunk() == 0)
                .forEach(comment -> said.add(line(
                        Feather.MESSAGE_SQUARE,
                        Words.of("review.said", comment.actor().operator(), comment.text()))));
        return said;
    }

    private static Label line(Feather icon, String text) {
        var label = new Label(ReviewWords.drawn(text), Icons.of(icon));
        label.getStyleClass().add("review-line");
        label.setWrapText(true);
        return label;
    }

    private void file(int index) {
        Proposal proposal = model.shown();
        if (proposal == null
                || proposal.patch() == null
                || index < 0
                || index >= proposal.patch().files().size()) {
            return;
        }
        FileChange change = Objects.requireNonNull(proposal.patch()).files().get(index);
        path.setText(
                change.from() == null
                        ? ReviewWords.path(change.path().value(), 90)
                        : Words.of(
                                "review.moved",
                                ReviewWords.path(change.before().value(), 45),
                                ReviewWords.path(change.path().value(), 45)));
        path.setTooltip(new Tooltip(ReviewWords.drawn(change.path().value())));
        HunkSize all = model.cursor().size(change);
        size.setText(Words.of("review.size", all.added(), all.removed()));
    }
}
