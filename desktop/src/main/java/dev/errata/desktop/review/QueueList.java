package dev.errata.desktop.review;

import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The queue, oldest first: what is proposed, by whom, how long ago, and what the checks say.
final class QueueList {
    private final QueueViewModel model;
    private final ListView<QueueRow> node = new ListView<>();
    private boolean selecting;

    QueueList(QueueViewModel model) {
        this.model = model;
        node.setId("review-queue");
        node.getStyleClass().addAll("review-list", "dense");
        node.setAccessibleText(Words.of("review.queue"));
        node.setItems(model.rows());
        node.setPlaceholder(Empty.of(Feather.FILTER, Words.of("review.nofit.title"), Words.of("review.nofit.text")));
        node.setCellFactory(ignored -> new Cell());
        node.getSelectionModel().selectedItemProperty().addListener((value, from, to) -> {
            if (!selecting && to != null) {
                model.selected().set(to);
            }
        });
        model.selected().subscribe(row -> {
            if (row != null && !row.equals(node.getSelectionModel().getSelectedItem())) {
                selecting = true;
                node.getSelectionModel().select(row);
                node.scrollTo(row);
                selecting = false;
            }
        });
    }

    ListView<QueueRow> node() {
        return node;
    }

    private final class Cell extends ListCell<QueueRow> {
        private final Label title = new Label();
        private final Label age = new Label();
        private final Label verdict = new Label();
        private final Label from = new Label();
        private final VBox box;
        private Subscription watch = Subscription.EMPTY;

        Cell() {
            title.getStyleClass().add("queue-title");
            title.setMinWidth(0);
            HBox.setHgrow(title, Priority.ALWAYS);
            title.setMaxWidth(Double.MAX_VALUE);
            age.getStyleClass().addAll("caption", "muted");
            age.setMinWidth(Region.USE_PREF_SIZE);
            verdict.getStyleClass().addAll("caption", "muted");
            verdict.setMinWidth(0);
            from.getStyleClass().addAll("caption", "muted");
            from.setMinWidth(Region.USE_PREF_SIZE);
            var first = new HBox(title, age);
            var second = new HBox(verdict, Gaps.wide(), from);
            first.getStyleClass().add("spaced");
            second.getStyleClass().add("spaced");
            first.setAlignment(Pos.CENTER_LEFT);
            second.setAlignment(Pos.CENTER_LEFT);
            box = new VBox(first, second);
            box.getStyleClass().add("queue-cell");
            // Never wider than the list: what is too long is cut, not scrolled to.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable QueueRow row, boolean empty) {
            super.updateItem(row, empty);
            watch.unsubscribe();
            watch = Subscription.EMPTY;
            setGraphic(null);
            setTooltip(null);
            if (empty || row == null) {
                return;
            }
            setGraphic(box);
            watch = row.now()
                    .subscribe(this::show)
                    .and(model.tick()
                            .subscribe(now -> age.setText(
                                    Times.ago(row.proposal().origin().at(), now))));
        }

        private void show(Proposal proposal) {
            title.setText(ReviewWords.title(proposal));
            title.setGraphic(shape(proposal));
            boolean judged = QueueRow.TO_JUDGE.contains(proposal.state()) && proposal.workspace() != null;
            verdict.setText(judged ? ReviewWords.verdict(proposal) : ReviewViewModel.state(proposal));
            from.setText(Words.of(proposal.origin().held() ? "review.held.short" : "review.onTheWire.short"));
            setTooltip(new Tooltip(Words.of(
                    "review.queue.tip",
                    ReviewWords.title(proposal),
                    ReviewViewModel.state(proposal),
                    ReviewWords.verdict(proposal),
                    Times.full(proposal.origin().at()))));
        }
    }

    /// A shape for each verdict, so that it can be told without its colour.
    static Node shape(Proposal proposal) {
        Verdict verdict = proposal.verdict();
        Feather feather;
        String style;
        if (verdict == null) {
            feather = Feather.CIRCLE;
            style = "icon-muted";
        } else {
            feather = switch (verdict.status()) {
                case CLEAN -> Feather.CHECK_CIRCLE;
                case CAUTION -> Feather.ALERT_TRIANGLE;
                case UNSAFE -> Feather.ALERT_OCTAGON;
                case UNKNOWN -> Feather.HELP_CIRCLE;
            };
            style = switch (verdict.status()) {
                case CLEAN -> "icon-success";
                case CAUTION, UNKNOWN -> "icon-warning";
                case UNSAFE -> "icon-danger";
            };
        }
        FontIcon icon = Icons.of(feather);
        icon.getStyleClass().add(style);
        return icon;
    }
}
