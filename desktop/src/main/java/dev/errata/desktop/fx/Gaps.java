package dev.errata.desktop.fx;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Empty room that pushes its neighbours apart.
public final class Gaps {
    private Gaps() {}

    public static Region wide() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
