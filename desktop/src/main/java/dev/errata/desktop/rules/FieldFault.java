package dev.errata.desktop.rules;

import dev.errata.rules.RuleFault;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// The line below a field that says what is wrong in it; takes no room while nothing is.
final class FieldFault {
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private FieldFault() {}

    /// @param column the column whose faults it shows
    static Label under(Node field, String column, ObservableList<RuleFault> faults) {
        var label = new Label();
        label.setId("fault-" + column);
        label.setWrapText(true);
        label.getStyleClass().addAll("caption", "fault-text");
        InvalidationListener show = change -> {
            Optional<RuleFault> fault = of(column, faults);
            label.setText(fault.map(RuleFault::message).orElse(""));
            label.setVisible(fault.isPresent());
            label.setManaged(fault.isPresent());
            field.pseudoClassStateChanged(DANGER, fault.isPresent());
        };
        faults.addListener(show);
        show.invalidated(faults);
        return label;
    }

    static Optional<RuleFault> of(String column, ObservableList<RuleFault> faults) {
        return faults.stream().filter(fault -> fault.field().equals(column)).findFirst();
    }
}
