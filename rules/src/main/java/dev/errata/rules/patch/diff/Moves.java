package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Finds files that moved among those that are gone and those that are new.
final class Moves {

    private Moves() {}

    /// From the new place to the old one. A file of the same name is taken first, then the first one in order.
    static NavigableMap<WorkspacePath, WorkspacePath> find(
            NavigableMap<WorkspacePath, FileImage> gone, NavigableMap<WorkspacePath, FileImage> come) {
        Map<Content, List<WorkspacePath>> free = new HashMap<>();
        Map<String, WorkspacePath> folded = new HashMap<>();
        gone.forEach((path, image) -> {
            free.computeIfAbsent(image.content(), content -> new ArrayList<>()).add(path);
            folded.putIfAbsent(path.folded(), path);
        });
        NavigableMap<WorkspacePath, WorkspacePath> moves = new TreeMap<>();
        come.keySet().forEach(path -> {
            WorkspacePath same = folded.remove(path.folded());
            if (same != null) {
                moves.put(path, same);
                at(free, gone, same).remove(same);
            }
        });
        for (boolean sameName : new boolean[] {true, false}) {
            come.forEach((path, image) -> {
                if (!moves.containsKey(path) && image.content().size() > 0) {
                    free.getOrDefault(image.content(), List.of()).stream()
                            .filter(old -> !sameName || old.name().equals(path.name()))
                            .filter(old -> isLink(gone, old) == (image.mode() == FileMode.LINK))
                            .findFirst()
                            .ifPresent(old -> {
                                moves.put(path, old);
                                at(free, gone, old).remove(old);
                            });
                }
            });
        }
        return moves;
    }

    private static List<WorkspacePath> at(
            Map<Content, List<WorkspacePath>> free, Map<WorkspacePath, FileImage> gone, WorkspacePath path) {
        FileImage image = gone.get(path);
        return image == null ? new ArrayList<>() : free.getOrDefault(image.content(), new ArrayList<>());
    }

    private static boolean isLink(Map<WorkspacePath, FileImage> gone, WorkspacePath path) {
        FileImage image = gone.get(path);
        return image != null && image.mode() == FileMode.LINK;
    }
}
