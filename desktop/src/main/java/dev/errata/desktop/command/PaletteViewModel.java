package dev.errata.desktop.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The command palette: what was typed, and the commands that fit.
///
/// **Thread:** the FX thread.
public final class PaletteViewModel {
    private final Supplier<List<Command>> source;
    private final StringProperty typed = new SimpleStringProperty("");
    private final IntegerProperty chosen = new SimpleIntegerProperty();
    private final ObservableList<Command> fitting = FXCollections.observableArrayList();

    public PaletteViewModel(Supplier<List<Command>> source) {
        this.source = source;
        typed.subscribe(text -> refresh());
    }

    /// Begins anew with an empty field.
    public void open() {
        typed.set("");
        refresh();
    }

    public void move(int by) {
        if (!fitting.isEmpty()) {
            chosen.set(Math.floorMod(chosen.get() + by, fitting.size()));
        }
    }

    /// Runs the chosen command.
    ///
    /// @return whether one ran
    public boolean run() {
        int at = chosen.get();
        return at >= 0 && at < fitting.size() && fitting.get(at).run();
    }

    private void refresh() {
        String text = typed.get().strip().toLowerCase(Locale.ROOT);
        fitting.setAll(source.get().stream()
                .filter(command -> command.enabled().get())
                .filter(command -> distance(command.title().toLowerCase(Locale.ROOT), text) >= 0)
                .sorted(Comparator.comparingInt(
                        command -> distance(command.title().toLowerCase(Locale.ROOT), text)))
                .toList());
        chosen.set(0);
    }

    /// How far a title is from what was typed: 0 if it begins with it, small if it contains it, larger if only the
    /// letters come in that order, -1 if they do not.
    static int distance(String title, String typed) {
        if (typed.isEmpty() || title.startsWith(typed)) {
            return 0;
        }
        int inside = title.indexOf(typed);
        if (inside > 0) {
            return title.charAt(inside - 1) == ' ' ? 1 : 2;
        }
        int at = -1;
        int gaps = 3;
        for (int i = 0; i < typed.length(); i++) {
            int next = title.indexOf(typed.charAt(i), at + 1);
            if (next < 0) {
                return -1;
            }
            gaps += next - at - 1;
            at = next;
        }
        return gaps;
    }

    public StringProperty typed() {
        return typed;
    }

    public IntegerProperty chosen() {
        return chosen;
    }

    public ObservableList<Command> fitting() {
        return fitting;
    }
}
