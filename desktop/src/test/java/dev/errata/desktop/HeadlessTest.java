package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

final class HeadlessTest extends ApplicationTest {
    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(new CodeArea("x")));
        stage.show();
    }

    @Test
    void shows() {
        assertThat(new Label("x").getText()).isEqualTo("x");
    }
}
