package dev.errata.desktop.fx;

import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;

/// Keeps a table that is scrolled down on the rows that are being read while new ones come in above them. At the very
/// top nothing is moved: there a person waits for the newest.
public final class KeepPlace {
    private KeepPlace() {}

    /// Watches a table.
    ///
    /// @param items its items
    /// @param off while this is true the place is not kept
    public static void of(TableView<?> table, ObservableList<?> items, BooleanSupplier off) {
        items.addListener((ListChangeListener<Object>) change -> {
            int above = 0;
            while (change.next()) {
                if (change.wasAdded() && change.getFrom() == 0 && !change.wasReplaced()) {
                    above += change.getAddedSize();
                }
            }
            if (above > 0 && !off.getAsBoolean() && table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
                hold(flow, above);
            }
        });
    }

    private static void hold(VirtualFlow<?> flow, int above) {
        IndexedCell<?> first = flow.getFirstVisibleCell();
        if (first == null || (first.getIndex() <= 0 && first.getLayoutY() >= 0)) {
            return;
        }
        int to = first.getIndex() + above;
        double offset = -first.getLayoutY();
        Platform.runLater(() -> {
            flow.scrollToTop(to);
            flow.scrollPixels(offset);
        });
    }
}
