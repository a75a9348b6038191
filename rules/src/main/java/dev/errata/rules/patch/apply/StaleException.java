package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.WorkspacePath;
import java.util.List;

/// Something else stands at a place than what was to be there.
final class StaleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<WorkspacePath> places;

    StaleException(List<WorkspacePath> places) {
        super("changed by somebody else: " + places);
        this.places = List.copyOf(places);
    }

    List<WorkspacePath> places() {
        return places;
    }
}
