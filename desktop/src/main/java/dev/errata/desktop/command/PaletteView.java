package dev.errata.desktop.command;

import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The palette as a sheet over the window's upper part. It is no window of its own, so it cannot get lost behind one.
public final class PaletteView {
    private final PaletteViewModel model;
    private final StackPane node = new StackPane();
    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();
    private @Nullable Node before;

    public PaletteView(PaletteViewModel model) {
        this.model = model;
        field.setId("palette-field");
        field.setPromptText(Words.of("palette.prompt"));
        field.setAccessibleText(Words.of("palette.prompt"));
        field.textProperty().bindBidirectional(model.typed());
        list.setId("palette-list");
        list.setItems(model.fitting());
        list.setFocusTraversable(false);
        list.setCellFactory(ignored -> new CommandCell());
        list.setPlaceholder(new Label(Words.of("palette.none")));
        model.chosen().subscribe(at -> {
            list.getSelectionModel().clearAndSelect(at.intValue());
            list.scrollTo(Math.max(0, at.intValue() - 5));
        });
        list.setOnMouseClicked(event -> {
            model.chosen().set(list.getSelectionModel().getSelectedIndex());
            choose();
        });
        var sheet = new VBox(field, list);
        sheet.getStyleClass().add("palette");
        sheet.setMaxSize(560, Region.USE_PREF_SIZE);
        list.setPrefHeight(360);
        StackPane.setAlignment(sheet, Pos.TOP_CENTER);
        node.getChildren().add(sheet);
        node.getStyleClass().add("palette-veil");
        node.setVisible(false);
        node.setOnMousePressed(event -> {
            if (event.getTarget() == node) {
                close();
            }
        });
        node.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    public StackPane node() {
        return node;
    }

    public boolean isOpen() {
        return node.isVisible();
    }

    public void open() {
        before = node.getScene() == null ? null : node.getScene().getFocusOwner();
        model.open();
        list.getSelectionModel().clearAndSelect(0);
        node.setVisible(true);
        field.requestFocus();
    }

    public void close() {
        node.setVisible(false);
        if (before != null) {
            before.requestFocus();
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> choose();
            case ESCAPE -> close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose() {
        close();
        model.run();
    }

    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            var title = new Label(command.title(), Icons.of(command.icon()));
            var key = new Label(command.keyText());
            key.getStyleClass().addAll("caption", "muted");
            var line = new HBox(title, Gaps.wide(), key);
            line.setAlignment(Pos.CENTER_LEFT);
            setGraphic(line);
        }
    }
}
