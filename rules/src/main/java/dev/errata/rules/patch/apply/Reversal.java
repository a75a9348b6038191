package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.ThreeWay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What takes written hunks back, and leaves what was changed in the same files since.
///
/// **Thread:** immutable. **Source:** a three-way merge with what was written as the base, the files as they are now on
/// one side and as they were before on the other.
public sealed interface Reversal {

    /// It can be done, by this order of the pen.
    ///
    /// @param before what stands now
    /// @param after what is to stand; the same places. Both are empty if nothing of it is there any more
    record Clean(
            NavigableMap<WorkspacePath, Optional<FileImage>> before,
            NavigableMap<WorkspacePath, Optional<FileImage>> after)
            implements Reversal {
        public Clean {
            before = Collections.unmodifiableNavigableMap(new TreeMap<>(before));
            after = Collections.unmodifiableNavigableMap(new TreeMap<>(after));
        }
    }

    /// Something was changed since in the same lines; nothing can be done without losing that.
    ///
    /// @param conflicts each with both sides
    record Conflicts(List<Conflict> conflicts) implements Reversal {
        public Conflicts {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// Takes the accepted hunks of a patch back from the files as they are now.
    static Reversal of(Patch patch, Set<Integer> accepted, FileSource now) {
        var making = new Making(now);
        for (FileChange file : patch.files()) {
            NavigableMap<WorkspacePath, Optional<FileImage>> result = file.result(accepted);
            if (!result.isEmpty()) {
                making.file(file, result.getOrDefault(file.path(), Optional.empty()));
            }
        }
        return making.conflicts.isEmpty() ? new Clean(making.before, making.after) : new Conflicts(making.conflicts);
    }

    /// One reversal in the making.
    final class Making {
        private final FileSource now;
        private final NavigableMap<WorkspacePath, Optional<FileImage>> before = new TreeMap<>();
        private final NavigableMap<WorkspacePath, Optional<FileImage>> after = new TreeMap<>();
        private final List<Conflict> conflicts = new ArrayList<>();

        private Making(FileSource now) {
            this.now = now;
        }

        private void place(WorkspacePath path, Optional<FileImage> to) {
            Optional<FileImage> from = now.file(path);
            if (!from.equals(to)) {
                before.put(path, from);
                after.put(path, to);
            }
        }

        private void conflict(WorkspacePath path, String why) {
            conflict(path, why, List.of());
        }

        private void conflict(WorkspacePath path, String why, List<Conflict.Region> sides) {
            conflicts.add(new Conflict(path, 0, path + ": " + why, "before the patch", sides));
        }

        /// @param written what the patch left there; empty if it deleted the file
        private void file(FileChange file, Optional<FileImage> written) {
            Optional<FileImage> old = Optional.ofNullable(file.base());
            Optional<FileImage> here = now.file(file.path());
            if (written.isEmpty() || old.isEmpty()) {
                whole(file.path(), old, written, here);
                return;
            }
            boolean moved = !file.before().equals(file.path());
            if (moved && now.file(file.before()).isPresent()) {
                if (here.isPresent() || !now.file(file.before()).equals(old)) {
                    conflict(file.before(), "there is another file now where it would move back to.");
                }
                return; // else it was moved back already
            }
            if (here.isEmpty()) {
                conflict(file.path(), "the file is not there any more.");
                return;
            }
            merged(file.path(), old.get(), written.get(), here.get()).ifPresent(image -> {
                if (moved) {
                    place(file.path(), Optional.empty());
                }
                place(file.before(), Optional.of(image));
            });
        }

        /// A file that the patch brought or took.
        private void whole(
                WorkspacePath path, Optional<FileImage> old, Optional<FileImage> written, Optional<FileImage> here) {
            if (here.equals(written)) {
                place(path, old);
            } else if (!here.equals(old)) {
                conflict(path, "it was changed since.", List.of(new Conflict.Region(1, lines(here), lines(old))));
            }
        }

        private static List<String> lines(Optional<FileImage> image) {
            return image.filter(file -> !file.content().isBinary())
                    .map(file -> TextLines.of(file.content().text()))
                    .orElse(List.of());
        }

        private Optional<FileImage> merged(WorkspacePath path, FileImage old, FileImage written, FileImage here) {
            // Rights that were changed since are somebody's wish, too.
            FileMode mode = here.mode() == written.mode() ? old.mode() : here.mode();
            if (here.content().equals(written.content())) {
                return Optional.of(new FileImage(mode, old.content()));
            }
            boolean isText = !here.content().isBinary()
                    && !old.content().isBinary()
                    && !written.content().isBinary()
                    && here.content().charset().equals(old.content().charset())
                    && here.content().charset().equals(written.content().charset())
                    && here.mode() != FileMode.LINK;
            if (!isText) {
                conflict(path, "it was changed since, and is no text that could be merged.");
                return Optional.empty();
            }
            List<String> base = TextLines.of(written.content().text());
            List<String> ours = TextLines.of(here.content().text());
            List<String> theirs = TextLines.of(old.content().text());
            Optional<FileImage> merged = ThreeWay.merge(base, ours, theirs)
                    .map(lines -> new FileImage(
                            mode,
                            Content.of(String.join("", lines), here.content().charset())));
            if (merged.isEmpty()) {
                conflict(path, "the same lines were changed since.", ThreeWay.conflicts(base, ours, theirs));
            }
            return merged;
        }
    }
}
