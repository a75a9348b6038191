package dev.errata.desktop.manual;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// The manual: its topics, those that a search fits, and the way back through those that were read.
///
/// **Thread:** the FX thread.
public final class ManualViewModel {
    private final ObservableList<ManualTopic> topics;
    private final FilteredList<ManualTopic> fitting;
    private final StringProperty search = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable ManualTopic> topic = new SimpleObjectProperty<>();
    private final Deque<ManualTopic> read = new ArrayDeque<>();
    private boolean goingBack;

    public ManualViewModel(List<ManualTopic> pages) {
        topics = FXCollections.observableArrayList(pages);
        fitting = new FilteredList<>(topics);
        search.subscribe(text -> {
            String wanted = text.strip().toLowerCase(Locale.ROOT);
            fitting.setPredicate(page -> wanted.isEmpty()
                    || page.title().toLowerCase(Locale.ROOT).contains(wanted)
                    || page.markdown().toLowerCase(Locale.ROOT).contains(wanted));
            if (!wanted.isEmpty() && !fitting.isEmpty() && !fitting.contains(topic.get())) {
                topic.set(fitting.getFirst());
            }
        });
        topic.subscribe((from, to) -> {
            if (from != null && !goingBack) {
                read.push(from);
            }
        });
        if (!topics.isEmpty()) {
            topic.set(topics.getFirst());
        }
    }

    /// Follows a link inside the manual: `rules`, `rules.md`, `rules.md#part`, `#rules`.
    ///
    /// @return whether it leads anywhere
    boolean follow(String link) {
        String wanted =
                link.replaceFirst("^(#|\\./)", "").replaceFirst("#.*$", "").replaceFirst("\\.md$", "");
        for (ManualTopic page : topics) {
            if (page.id().equals(wanted)) {
                topic.set(page);
                return true;
            }
        }
        return false;
    }

    /// Clears the search, or goes back to the topic read before.
    ///
    /// @return whether there was anything to go back from
    boolean back() {
        if (!search.get().isEmpty()) {
            search.set("");
            return true;
        }
        ManualTopic before = read.poll();
        if (before == null) {
            return false;
        }
        goingBack = true;
        topic.set(before);
        goingBack = false;
        return true;
    }

    ObservableList<ManualTopic> fitting() {
        return fitting;
    }

    StringProperty search() {
        return search;
    }

    ObjectProperty<@Nullable ManualTopic> topic() {
        return topic;
    }
}
