package dev.errata.desktop.fx;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The icons of the window: one pack, one size (set by the style sheet).
public final class Icons {
    private Icons() {}

    public static FontIcon of(Feather icon) {
        return new FontIcon(icon);
    }

    /// Makes a button that shows an icon alone: with its name for those who cannot see it, and a tool tip for those who
    /// can.
    public static <B extends ButtonBase> B name(B button, Feather icon, String name, String tip) {
        button.setGraphic(of(icon));
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(tip));
        return button;
    }
}
