package dev.errata.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Dresses a scene, and keeps it dressed while the choice or the system changes.
///
/// JavaFX takes one font family per rule, no list of fall-backs, so the first monospaced family that this machine has
/// is looked up here and given to the style sheet as a small second one; so is the text size.
///
/// **Thread:** the FX thread.
public final class Themes {
    private static final List<String> MONO = List.of(
            "JetBrains Mono",
            "Cascadia Mono",
            "SF Mono",
            "Menlo",
            "Consolas",
            "Fira Code",
            "Source Code Pro",
            "Ubuntu Mono",
            "Noto Sans Mono",
            "DejaVu Sans Mono",
            "Liberation Mono");
    private static final List<String> TEXT = List.of(
            "Segoe UI",
            "SF Pro Text",
            "Helvetica Neue",
            "Inter",
            "Ubuntu",
            "Cantarell",
            "Noto Sans",
            "DejaVu Sans",
            "Liberation Sans");
    private static final int NORMAL_SIZE = 14;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.SYSTEM);
    private final IntegerProperty percent = new SimpleIntegerProperty(100);

    /// Dresses the scene now and after each change.
    public void dress(Scene scene) {
        theme.addListener((value, from, to) -> apply(scene));
        percent.addListener((value, from, to) -> apply(scene));
        Platform.getPreferences().colorSchemeProperty().addListener((value, from, to) -> apply(scene));
        apply(scene);
    }

    /// The user's choice.
    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /// Size of all text, in percent of the usual one.
    public IntegerProperty percent() {
        return percent;
    }

    /// Whether dark is what is shown now.
    public boolean dark() {
        return switch (theme.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void apply(Scene scene) {
        scene.setUserAgentStylesheet(
                dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        URL own = Objects.requireNonNull(Themes.class.getResource("errata.css"), "errata.css is part of this module");
        scene.getStylesheets().setAll(own.toExternalForm(), fonts());
    }

    private String fonts() {
        double size = NORMAL_SIZE * percent.get() / 100.0;
        String css = ".root { -fx-font-size: " + size + "px; -fx-font-family: \"" + first(TEXT, "System") + "\"; }\n"
                + ".mono, .mono .text { -fx-font-family: \"" + first(MONO, "Monospaced") + "\"; }\n";
        // Code is mono, and what stands between its lines is not.
        css += ".mono .plain-type, .mono .plain-type .text { -fx-font-family: \"" + first(TEXT, "System") + "\"; }\n"
                + ".mono .plain-type .mono .text { -fx-font-family: \"" + first(MONO, "Monospaced") + "\"; }\n";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String first(List<String> wanted, String otherwise) {
        Set<String> present = new HashSet<>(Font.getFamilies());
        return wanted.stream().filter(present::contains).findFirst().orElse(otherwise);
    }
}
