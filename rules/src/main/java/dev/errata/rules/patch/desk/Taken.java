package dev.errata.rules.patch.desk;

import dev.errata.logs.event.PatchEvent;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.ThreeWay;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;

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
        if (of.row().came().held() || patch == null || !open || !stands(of.workspace(), patch)) {
            return false;
        }
        room.ledger.record(new PatchEvent.TakenElsewhere(of.id(), of.workspace()));
        return room.ledger.move(of, "quarantined", Follow.TAKEN, null);
    }

    /// Whether all that a patch leads to stands on disk, alone or among other changes of the same files.
    boolean stands(String workspace, Patch patch) {
        NavigableMap<WorkspacePath, Optional<FileImage>> result = patch.result(patch.all());
        try {
            NavigableMap<WorkspacePath, Optional<FileImage>> now =
                    room.parts.pen().look(workspace, result.keySet());
            return patch.files().stream().allMatch(file -> stands(file, result, now));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return false; // nothing can be said of a place that cannot be read
        }
    }

    private static boolean stands(
            FileChange file,
            NavigableMap<WorkspacePath, Optional<FileImage>> result,
            NavigableMap<WorkspacePath, Optional<FileImage>> now) {
        Optional<FileImage> written = found(result, file.path());
        Optional<FileImage> here = found(now, file.path());
        FileImage base = file.base();
        boolean gone = file.from() == null || found(now, file.from()).isEmpty();
        boolean same = here.equals(written)
                || (base != null
                        && here.isPresent()
                        && written.isPresent()
                        && holds(here.get(), base.content(), written.get()));
        return gone && same;
    }

    private static Optional<FileImage> found(
            NavigableMap<WorkspacePath, Optional<FileImage>> images, WorkspacePath path) {
        return images.getOrDefault(path, Optional.empty());
    }

    /// Whether a file holds a change: merging the change into it changes nothing.
    private static boolean holds(FileImage here, Content base, FileImage written) {
        boolean isText = here.mode() == written.mode()
                && here.mode() != FileMode.LINK
                && Stream.of(here.content(), base, written.content()).noneMatch(Content::isBinary)
                && here.content().charset().equals(written.content().charset());
        List<String> lines = TextLines.of(here.content().text());
        return isText
                && ThreeWay.merge(
                                TextLines.of(base.text()),
                                lines,
                                TextLines.of(written.content().text()))
                        .filter(lines::equals)
                        .isPresent();
    }
}
