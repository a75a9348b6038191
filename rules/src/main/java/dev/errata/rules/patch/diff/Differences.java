package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What leads from one state of a workspace to another.
///
/// A file that is gone and one that is new are one that moved if their bytes are equal, or if their names are for a
/// file system that does not tell upper from lower case. What cannot be told as lines of text (zero bytes; a new file
/// that is no UTF-8) is one binary hunk.
///
/// **Thread:** any that may wait for a disk; holds nothing. **Errors:** [java.io.UncheckedIOException] if a file cannot
/// be read; [IllegalArgumentException] if two changed files have names that are one for such a file system.
public final class Differences {

    private Differences() {}

    /// The patch, its files in the order of their paths; empty if nothing changed.
    public static Optional<Patch> between(FileSource from, FileSource to) {
        NavigableSet<WorkspacePath> before = from.paths();
        NavigableSet<WorkspacePath> after = to.paths();
        NavigableMap<WorkspacePath, FileImage> gone = images(from, before, after);
        NavigableMap<WorkspacePath, FileImage> come = images(to, after, before);
        NavigableMap<WorkspacePath, WorkspacePath> moved = Moves.find(gone, come);
        moved.values().forEach(gone::remove);

        NavigableSet<WorkspacePath> touched = new TreeSet<>(before);
        touched.retainAll(after);
        touched.addAll(gone.keySet());
        touched.addAll(come.keySet());

        List<FileChange> changes = new ArrayList<>();
        int number = 1;
        for (WorkspacePath path : touched) {
            WorkspacePath place = moved.getOrDefault(path, path);
            Optional<FileChange> change = change(
                    path,
                    place.equals(path) ? null : place,
                    from.file(place).orElse(null),
                    to.file(path).orElse(null),
                    number);
            if (change.isPresent()) {
                changes.add(change.get());
                number += change.get().hunks().size();
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new Patch(changes));
    }

    private static NavigableMap<WorkspacePath, FileImage> images(
            FileSource source, NavigableSet<WorkspacePath> here, Collection<WorkspacePath> there) {
        NavigableSet<WorkspacePath> only = new TreeSet<>(here);
        only.removeAll(there);
        NavigableMap<WorkspacePath, FileImage> images = new TreeMap<>();
        only.forEach(path -> source.file(path).ifPresent(image -> images.put(path, image)));
        return images;
    }

    /// What leads from one image of a file to another; empty if they are equal and stand at one place.
    ///
    /// @param from its place before, if it moves; else null
    /// @param before null if it comes
    /// @param after null if it goes
    /// @param number of the first hunk
    public static Optional<FileChange> change(
            WorkspacePath path,
            @Nullable WorkspacePath from,
            @Nullable FileImage before,
            @Nullable FileImage after,
            int number) {
        if (before == null) {
            return Optional.ofNullable(after).map(image -> created(path, image, number));
        }
        if (after == null) {
            return Optional.of(deleted(path, before, number));
        }
        if (!before.content().equals(after.content())) {
            return Optional.of(changed(path, from, before, after, number));
        }
        if (from == null && before.mode() == after.mode()) {
            return Optional.empty();
        }
        Hunk.Kind kind = from == null ? Hunk.Kind.MODE : Hunk.Kind.RENAME;
        return Optional.of(new FileChange(path, from, before, after.mode(), List.of(bare(number, kind)), null));
    }

    private static FileChange created(WorkspacePath path, FileImage image, int number) {
        Content content = image.content();
        boolean text = !content.isBinary() && content.charset().equals(StandardCharsets.UTF_8);
        List<String> lines = text ? TextLines.of(content.text()) : List.of();
        Hunk hunk = new Hunk(number, Hunk.Kind.CREATE, 0, List.of(), lines.isEmpty() ? 0 : 1, lines, "");
        return new FileChange(path, null, null, image.mode(), List.of(hunk), text ? null : content);
    }

    private static FileChange deleted(WorkspacePath path, FileImage image, int number) {
        Content content = image.content();
        List<String> lines = content.isBinary() ? List.of() : TextLines.of(content.text());
        Hunk hunk = new Hunk(number, Hunk.Kind.DELETE, lines.isEmpty() ? 0 : 1, lines, 0, List.of(), "");
        return new FileChange(path, null, image, null, List.of(hunk), null);
    }

    private static FileChange changed(
            WorkspacePath path, @Nullable WorkspacePath from, FileImage before, FileImage after, int number) {
        Content old = before.content();
        Content content = after.content();
        // The new side is read as the old one is, since that is how a result is written.
        Charset charset = old.charset();
        boolean text = !old.isBinary()
                && !content.isBinary()
                && (charset.equals(StandardCharsets.ISO_8859_1)
                        || content.charset().equals(charset));
        if (!text) {
            List<Hunk> hunk = List.of(bare(number, Hunk.Kind.BINARY));
            return new FileChange(path, from, before, after.mode(), hunk, content);
        }
        List<String> lines = TextLines.of(old.text());
        List<String> fresh = TextLines.of(new String(content.bytes(), charset));
        // What becomes a link, or was one, is so with all of its content or not at all.
        boolean whole =
                before.mode() != after.mode() && (before.mode() == FileMode.LINK || after.mode() == FileMode.LINK);
        List<LineEdit> edits = whole
                ? List.of(new LineEdit(0, lines.size(), fresh))
                : Hunks.joined(lines, LineDiff.edits(lines, fresh));
        return new FileChange(path, from, before, after.mode(), Hunks.of(lines, edits, number), null);
    }

    private static Hunk bare(int number, Hunk.Kind kind) {
        return new Hunk(number, kind, 0, List.of(), 0, List.of(), "");
    }
}
