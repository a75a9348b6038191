package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/// Refuses what is one place in the plan and could be another on the disk.
///
/// | refused | because |
/// |---|---|
/// | a new name that differs from one beside it only in case or in its form of Unicode | many file systems take the two
/// for one |
/// | two such names in one order | as above |
/// | a link by a patch that leads out of the workspace, or into `.git` | the next patch, or a build, would write
/// through it |
///
/// Links on the way are refused by [Disk], bad names by [WorkspacePath].
final class Confinement {
    private final Disk disk;
    private final Set<WorkspacePath> deleted;
    private final Set<WorkspacePath> gone;
    private final Map<String, Names> listed = new HashMap<>();

    Confinement(Disk disk, NavigableSet<WorkspacePath> deleted, Set<WorkspacePath> gone) {
        this.disk = disk;
        this.deleted = deleted;
        this.gone = gone;
    }

    /// @param changes what is to stand where
    /// @param before what stands at all places
    /// @param made folders that come
    /// @param links whether links are looked at
    void check(
            Map<WorkspacePath, FileImage> changes,
            Map<WorkspacePath, Optional<FileImage>> before,
            Collection<WorkspacePath> made,
            boolean links)
            throws IOException, Refusal {
        Map<String, WorkspacePath> folded = new HashMap<>();
        List<WorkspacePath> all = new ArrayList<>(changes.keySet());
        all.addAll(made);
        for (WorkspacePath path : all) {
            List<WorkspacePath> way = new ArrayList<>(Planner.above(path));
            way.add(path);
            for (WorkspacePath step : way) {
                WorkspacePath other = folded.putIfAbsent(step.folded(), step);
                if (other != null && !other.equals(step)) {
                    throw new Refusal(step + " and " + other + " are one name for many file systems");
                }
            }
        }
        Set<WorkspacePath> coming = Set.copyOf(made);
        for (WorkspacePath path : all) {
            collide(path, coming);
        }
        for (WorkspacePath path : deleted) {
            collide(path, coming);
        }
        if (links) {
            for (Map.Entry<WorkspacePath, FileImage> change : changes.entrySet()) {
                if (change.getValue().mode() == FileMode.LINK) {
                    link(change.getKey(), change.getValue());
                }
            }
        }
    }

    private void collide(WorkspacePath path, Set<WorkspacePath> made) throws IOException, Refusal {
        String folder = "";
        for (String name : path.names()) {
            String full = folder.isEmpty() ? name : folder + "/" + name;
            WorkspacePath step = new WorkspacePath(full);
            Names names = names(folder);
            if (!names.all.contains(name)) {
                for (String other : names.folded.getOrDefault(new WorkspacePath(name).folded(), List.of())) {
                    var there = new WorkspacePath(folder.isEmpty() ? other : folder + "/" + other);
                    if (!deleted.contains(there) && !gone.contains(there)) {
                        throw new Refusal(step + " and " + there
                                + ", which is there already, are one name for many file systems");
                    }
                }
            }
            if (made.contains(step)) {
                return; // nothing is in it yet
            }
            folder = full;
        }
    }

    /// What a folder holds.
    ///
    /// @param folded the names that are one for many file systems
    private record Names(Set<String> all, Map<String, List<String>> folded) {}

    private Names names(String folder) throws IOException {
        Names known = listed.get(folder);
        if (known != null) {
            return known;
        }
        var names = new Names(new HashSet<>(disk.names(folder)), new HashMap<>());
        for (String name : names.all) {
            if (WorkspacePath.fault(name).isEmpty()) {
                names.folded
                        .computeIfAbsent(new WorkspacePath(name).folded(), fold -> new ArrayList<>())
                        .add(name);
            }
        }
        listed.put(folder, names);
        return names;
    }

    private static void link(WorkspacePath path, FileImage image) throws Refusal {
        String target = new String(image.content().bytes(), StandardCharsets.UTF_8);
        Deque<String> place = new ArrayDeque<>(path.names());
        place.removeLast();
        if (target.isEmpty()
                || target.indexOf('\0') >= 0
                || target.startsWith("/")
                || target.indexOf('\\') >= 0
                || target.indexOf(':') >= 0) {
            throw new Refusal("the link " + path + " leads out of the workspace, to " + target);
        }
        for (String name : target.split("/", -1)) {
            if (name.equals("..")) {
                if (place.pollLast() == null) {
                    throw new Refusal("the link " + path + " leads out of the workspace, to " + target);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                place.addLast(name);
            }
        }
        String leadsTo = String.join("/", place);
        if (!leadsTo.isEmpty() && WorkspacePath.fault(leadsTo).isPresent()) {
            throw new Refusal("the link " + path + " leads to " + target + ", which is no place in the workspace");
        }
    }
}
