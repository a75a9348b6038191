package dev.errata.desktop.fx;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The notices that the message bar shows, newest first.
///
/// **Thread:** the FX thread.
public final class Notices {
    private static final int MOST = 4;

    private final ObservableList<Notice> shown = FXCollections.observableArrayList();

    /// Shows a notice. One with the same text replaces its forerunner; when there are too many to read, the oldest of
    /// the lightest goes.
    public void post(Notice notice) {
        shown.removeIf(old -> old.what().equals(notice.what()));
        shown.addFirst(notice);
        if (shown.size() > MOST) {
            shown.remove(oldestOfLeastWeight());
        }
    }

    private Notice oldestOfLeastWeight() {
        Notice found = shown.getLast();
        for (Notice notice : shown.reversed()) {
            if (notice.kind().compareTo(found.kind()) < 0) {
                found = notice;
            }
        }
        return found;
    }

    public void dismiss(Notice notice) {
        shown.remove(notice);
    }

    /// Takes the newest away.
    ///
    /// @return whether there was one
    public boolean dismissNewest() {
        if (shown.isEmpty()) {
            return false;
        }
        shown.removeFirst();
        return true;
    }

    public ObservableList<Notice> shown() {
        return shown;
    }
}
