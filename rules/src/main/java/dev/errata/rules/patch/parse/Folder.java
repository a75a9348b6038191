package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a base while edits are made on them: which file a name means, whether a place is free, and what became
/// of all of them.
final class Folder {
    private final FileSource base;
    private final String root;
    private final Map<WorkspacePath, Draft> drafts = new HashMap<>();
    private final List<Draft> order = new ArrayList<>();
    private final Set<WorkspacePath> left = new HashSet<>();
    private @Nullable NavigableMap<String, WorkspacePath> folded;

    /// @param root where it lies on the disk, with slashes; empty if absolute names are refused
    Folder(FileSource base, String root) {
        this.base = base;
        this.root = root;
    }

    /// What a name means: the first spelling that a file has, else the first that can be a place.
    Optional<WorkspacePath> path(Edit.Name name) {
        List<WorkspacePath> paths = name.spellings().stream()
                .flatMap(spelling -> path(spelling, root).stream())
                .toList();
        return paths.stream()
                .filter(path -> file(path).isPresent())
                .findFirst()
                .or(() -> paths.stream().findFirst());
    }

    /// The place that a spelling names.
    static Optional<WorkspacePath> path(String spelling, String root) {
        String inside = inside(spelling, root);
        return WorkspacePath.fault(inside).isPresent() ? Optional.empty() : Optional.of(new WorkspacePath(inside));
    }

    private static String inside(String spelling, String root) {
        String plain = spelling.startsWith("./") ? spelling.substring(2) : spelling;
        return !root.isEmpty() && plain.startsWith(root + "/") ? plain.substring(root.length() + 1) : plain;
    }

    /// Why a name means no place.
    String fault(Edit.Name name) {
        return WorkspacePath.fault(inside(name.shown(), root)).orElse("it names no file");
    }

    /// The file at a place, as it is now.
    Optional<Draft> file(WorkspacePath path) {
        Draft draft = drafts.get(path);
        if (draft != null) {
            return draft.exists() ? Optional.of(draft) : Optional.empty();
        }
        if (left.contains(path)) {
            return Optional.empty();
        }
        Optional<FileImage> image = base.file(path);
        return image.map(there -> add(Draft.of(path, there)));
    }

    private Draft add(Draft draft) {
        drafts.put(draft.path(), draft);
        order.add(draft);
        return draft;
    }

    /// A new file at a place where there is none: the one that was deleted there, if one was.
    Draft create(WorkspacePath path, FileMode mode) {
        Draft deleted = drafts.get(path);
        if (deleted == null) {
            return add(Draft.created(path, mode));
        }
        deleted.mode(mode);
        deleted.replace(0, deleted.lines().size(), List.of());
        return deleted;
    }

    void move(Draft draft, WorkspacePath to) {
        drafts.remove(draft.path());
        left.add(draft.path());
        draft.moveTo(to);
        drafts.put(to, draft);
    }

    /// Files that edits were made on, or that were looked at, in the order of the submission.
    List<Draft> drafts() {
        return order;
    }

    /// Why a file cannot come to a place; empty if it can.
    Optional<String> taken(WorkspacePath path) {
        NavigableSet<WorkspacePath> paths = base.paths();
        WorkspacePath below = paths.ceiling(new WorkspacePath(path.value() + "/!"));
        if (below != null && below.value().startsWith(path.value() + "/") && stands(below)) {
            return Optional.of("there is a folder of that name");
        }
        for (int slash = path.value().indexOf('/');
                slash > 0;
                slash = path.value().indexOf('/', slash + 1)) {
            WorkspacePath above = new WorkspacePath(path.value().substring(0, slash));
            if (stands(above)) {
                return Optional.of(above + " is a file and no folder");
            }
        }
        WorkspacePath same = folded().get(path.folded());
        return same != null && !same.equals(path) && stands(same)
                ? Optional.of("for many file systems it is the same as " + same)
                : Optional.empty();
    }

    private boolean stands(WorkspacePath path) {
        Draft draft = drafts.get(path);
        return draft == null ? !left.contains(path) && base.paths().contains(path) : draft.exists();
    }

    private NavigableMap<String, WorkspacePath> folded() {
        if (folded == null) {
            NavigableMap<String, WorkspacePath> names = new TreeMap<>();
            base.paths().forEach(path -> names.put(path.folded(), path));
            folded = names;
        }
        return folded;
    }

    /// The file that a name may have been meant for.
    Optional<WorkspacePath> nearest(WorkspacePath missing) {
        WorkspacePath other = folded().get(missing.folded());
        if (other != null) {
            return Optional.of(other);
        }
        List<WorkspacePath> same = base.paths().stream()
                .filter(path -> path.name().equals(missing.name()))
                .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    /// What became of all files, in the order of the submission.
    List<FileChange> changes() {
        List<FileChange> changes = new ArrayList<>();
        int number = 1;
        Set<WorkspacePath> places = new HashSet<>();
        boolean twice = false;
        for (Draft draft : order) {
            Optional<FileChange> change = draft.change(number);
            if (change.isPresent()) {
                changes.add(change.get());
                number += change.get().hunks().size();
                twice |= !places.add(change.get().path());
                WorkspacePath from = change.get().from();
                twice |= from != null && !places.add(from);
            }
        }
        return twice ? unmoved(changes) : changes;
    }

    /// The same without moves: where one file takes the place that another one leaves, each place just changes.
    private List<FileChange> unmoved(List<FileChange> changes) {
        NavigableMap<WorkspacePath, Optional<FileImage>> after = new TreeMap<>();
        for (FileChange change : changes) {
            Set<Integer> all = new HashSet<>();
            change.hunks().forEach(hunk -> all.add(hunk.number()));
            change.result(all).forEach((path, image) -> {
                if (image.isPresent() || !after.containsKey(path)) {
                    after.put(path, image);
                }
            });
        }
        List<FileChange> plain = new ArrayList<>();
        int number = 1;
        for (Map.Entry<WorkspacePath, Optional<FileImage>> place : after.entrySet()) {
            FileImage before = base.file(place.getKey()).orElse(null);
            Optional<FileChange> change = before == null && place.getValue().isEmpty()
                    ? Optional.empty()
                    : Differences.change(
                            place.getKey(), null, before, place.getValue().orElse(null), number);
            if (change.isPresent()) {
                plain.add(change.get());
                number += change.get().hunks().size();
            }
        }
        return plain;
    }
}
