package dev.errata.desktop.preferences;

import dev.errata.desktop.fx.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;

/// How many texts are kept, and the button that deletes them. It asks once more in its own place, as what is deleted
/// cannot be brought back.
final class KeptTexts {
    private final FlowPane node = new FlowPane();
    private final PreferencesViewModel model;
    private final Button clear = new Button(Words.of("settings.texts.clear"));
    private final Button really = new Button(Words.of("settings.texts.really"));
    private final Button keep = new Button(Words.of("settings.texts.keep"));

    KeptTexts(PreferencesViewModel model) {
        this.model = model;
        var state = new Label();
        state.setId("settings-texts");
        state.textProperty().bind(model.texts());
        clear.setId("settings-texts-clear");
        really.setId("settings-texts-really");
        really.getStyleClass().add("danger");
        keep.setId("settings-texts-keep");
        clear.setOnAction(event -> ask(true));
        keep.setOnAction(event -> ask(false));
        really.setOnAction(event -> {
            ask(false);
            model.clearTexts();
        });
        node.getStyleClass().add("field-line");
        node.getChildren().addAll(state, clear, really, keep);
        ask(false);
    }

    Node node() {
        return node;
    }

    private void ask(boolean asking) {
        show(clear, !asking);
        show(really, asking);
        show(keep, asking);
        if (asking) {
            keep.requestFocus();
        }
        model.textsAnswer().set(Answer.NONE);
    }

    private static void show(Button button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }
}
