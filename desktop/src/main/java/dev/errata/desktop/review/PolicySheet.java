package dev.errata.desktop.review;

import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Titled;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.desk.Policies;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The auto-approval policy of a workspace, on a sheet above the screen: the form at the top, below it what it would
/// have said of past proposals. Esc puts it away.
final class PolicySheet {
    private static final double WIDTH = 720;

    private final PolicyViewModel model;
    private final StackPane node = new StackPane();

    PolicySheet(PolicyViewModel model) {
        this.model = model;
        var title = new Label(Words.of("policy.title"));
        title.getStyleClass().add("section");
        var about = new Label(Words.of("policy.about"));
        about.getStyleClass().add("muted");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        ComboBox<Workspace> folder = folder();
        var sheet = new VBox(title, about, folder, paths(), lines(), checks(), acts(), message(), trials());
        sheet.getStyleClass().addAll("palette", "policy-sheet");
        sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        StackPane.setAlignment(sheet, Pos.CENTER);
        node.setId("policy-sheet");
        node.getStyleClass().add("key-veil");
        node.setMinSize(0, 0);
        node.getChildren().add(sheet);
        node.visibleProperty().bind(model.isOpen());
        // Away from the sheet's own controls a click puts it away.
        node.setOnMousePressed(event -> {
            if (event.getTarget() == node) {
                model.close();
            }
        });
        model.isOpen().subscribe(open -> {
            if (open) {
                folder.requestFocus();
            }
        });
    }

    Node node() {
        return node;
    }

    private ComboBox<Workspace> folder() {
        var box = new ComboBox<Workspace>(model.workspaces());
        box.setId("policy-workspace");
        box.setAccessibleText(Words.of("policy.workspace"));
        box.setConverter(new Titled<>(workspace ->
                Words.of("review.bind.to", workspace.name(), workspace.folder().toString())));
        box.valueProperty().bindBidirectional(model.workspace());
        box.setMaxWidth(Double.MAX_VALUE);
        box.setMinHeight(Region.USE_PREF_SIZE);
        return box;
    }

    private Node paths() {
        var area = new TextArea();
        area.setId("policy-paths");
        area.setPrefRowCount(3);
        area.setPromptText(Words.of("policy.paths.prompt"));
        area.setAccessibleText(Words.of("policy.paths"));
        area.getStyleClass().add("mono");
        area.textProperty().bindBidirectional(model.paths());
        area.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB) {
                area.requestFocusTraversal(event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
                event.consume();
            }
        });
        return new VBox(caption("policy.paths"), area);
    }

    private Node lines() {
        var field = new TextField();
        field.setId("policy-lines");
        field.setPrefColumnCount(7);
        field.setMaxWidth(Region.USE_PREF_SIZE);
        field.setAccessibleText(Words.of("policy.lines"));
        field.textProperty().bindBidirectional(model.lines());
        return new VBox(caption("policy.lines"), field);
    }

    private static Label caption(String key) {
        var label = new Label(Words.of(key));
        label.getStyleClass().addAll("caption", "muted");
        return label;
    }

    private Node checks() {
        var all = new VBox();
        all.getStyleClass().add("policy-checks");
        for (PolicyViewModel.Check check : PolicyViewModel.Check.values()) {
            String word = check.name().toLowerCase(Locale.ROOT);
            var box = new CheckBox(Words.of("policy.check." + word));
            box.setId("policy-" + word);
            box.selectedProperty().bindBidirectional(model.check(check));
            all.getChildren().add(box);
        }
        return all;
    }

    private Node acts() {
        BooleanBinding none = model.workspace().isNull();
        Button attempt = button("policy.try", none, model::dryRun);
        Button back = button("policy.revert", model.changed().not(), model::revert);
        Button save = button("policy.save", none.or(model.changed().not()), model::save);
        save.getStyleClass().add("accent");
        Button toggle = button("policy.enable", none.or(model.changed()), model::toggle);
        toggle.textProperty()
                .bind(Bindings.when(model.enabled())
                        .then(Words.of("policy.disable"))
                        .otherwise(Words.of("policy.enable")));
        var line = new HBox(attempt, Gaps.wide(), back, toggle, save);
        line.getStyleClass().add("spaced");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Button button(String key, BooleanBinding off, Runnable act) {
        var button = new Button(Words.of(key));
        button.setId(key.replace('.', '-'));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setDefaultButton(false);
        button.disableProperty().bind(off);
        button.setOnAction(event -> act.run());
        return button;
    }

    private Node message() {
        var label = new Label();
        label.setId("policy-message");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty().bind(model.message());
        return label;
    }

    private Node trials() {
        var list = new ListView<>(model.trials());
        list.setId("policy-trials");
        list.getStyleClass().add("dense");
        list.setPrefHeight(140);
        list.setAccessibleText(Words.of("policy.trials"));
        list.setPlaceholder(new Label(Words.of("policy.trials.none")));
        list.setCellFactory(ignored -> new Cell());
        return list;
    }

    private static final class Cell extends ListCell<Policies.Trial> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Policies.@Nullable Trial trial, boolean empty) {
            super.updateItem(trial, empty);
            setText(empty || trial == null ? null : text(trial));
            setTooltip(empty || trial == null ? null : new Tooltip(text(trial)));
        }

        private static String text(Policies.Trial trial) {
            return Words.of(
                    trial.objections().isEmpty() ? "policy.trial.yes" : "policy.trial.no",
                    ReviewWords.drawn(trial.title()),
                    ReviewWords.drawn(String.join("; ", trial.objections())));
        }
    }
}
