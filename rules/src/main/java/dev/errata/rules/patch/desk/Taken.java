package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.WorkspacePath;
import java.io.UncheckedIOException;
import java.util.NavigableMap;
import java.util.Optional;

/// Notices that a client has written itself what was seen on its way to it.
///
/// Such a proposal goes validated -> quarantined -> dropped, or queued -> quarantined -> dropped: the listed way out
/// for something that Errata did not apply, and that nobody is to look at again. Its verdict stays to be read.
final class Taken {
    private final Room room;

    Taken(Room room) {
        this.room = room;
    }

    /// Closes a case if its result is on disk.
    ///
    /// @return whether it is
    boolean look(Case of) {
        Patch patch = of.patch();
        boolean open = of.state().equals("validated")
                || (of.state().equals("queued") && of.asked().equals("granted"));
        if (of.row().came().held() || patch == null || !open || !onDisk(of, patch)) {
            return false;
        }
        room.ledger.record(new PatchEvent.TakenElsewhere(of.id(), of.workspace()));
        return room.ledger.move(of, "quarantined", Follow.TAKEN, null);
    }

    private boolean onDisk(Case of, Patch patch) {
        NavigableMap<WorkspacePath, Optional<FileImage>> result = patch.result(patch.all());
        try {
            return room.parts.pen().look(of.workspace(), result.keySet()).equals(result);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return false; // nothing can be said of a place that cannot be read
        }
    }
}
