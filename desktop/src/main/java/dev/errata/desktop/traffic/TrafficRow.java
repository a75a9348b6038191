package dev.errata.desktop.traffic;

import dev.errata.proxy.exchange.ExchangeSnapshot;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// One line of the traffic list. The row stays the same object while its exchange goes on, so that selection and scroll
/// position hold; what changes is the snapshot in it.
record TrafficRow(String id, ObjectProperty<ExchangeSnapshot> now) {

    static TrafficRow of(ExchangeSnapshot snapshot) {
        return new TrafficRow(snapshot.id(), new SimpleObjectProperty<>(snapshot));
    }

    ExchangeSnapshot snapshot() {
        return now.get();
    }

    boolean mentions(String lowerCase) {
        ExchangeSnapshot s = now.get();
        return contains(s.client(), lowerCase)
                || (s.model() != null && contains(s.model(), lowerCase))
                || contains(s.wire(), lowerCase)
                || contains(s.path(), lowerCase)
                || contains(Integer.toString(s.status()), lowerCase)
                || contains(StateWords.of(s), lowerCase)
                || contains(s.note(), lowerCase)
                || contains(s.id(), lowerCase);
    }

    private static boolean contains(String text, String lowerCase) {
        return text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
