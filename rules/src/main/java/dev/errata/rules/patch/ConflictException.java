package dev.errata.rules.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A folder could not be restored, as something stands in the way or keeps changing; nothing was lost.
public final class ConflictException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    private final transient List<Conflict> conflicts;

    /// @param message for people
    /// @param conflicts each with both sides
    public ConflictException(String message, List<Conflict> conflicts) {
        super(message, new IOException(message));
        this.conflicts = List.copyOf(conflicts);
    }

    /// Each with both sides.
    public List<Conflict> conflicts() {
        return conflicts;
    }
}
