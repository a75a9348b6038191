package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Pen;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.apply.Plan.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes an order a plan, if what it names is as the order says and can be written safely; nothing is changed.
///
/// **Thread:** confined; one for each order.
final class Planner {
    private final Disk disk;
    private final NavigableMap<WorkspacePath, Sight> seen = new TreeMap<>();
    private final NavigableSet<WorkspacePath> deleted = new TreeSet<>();

    /// Places at which something is to stand: files, links and empty folders.
    private final NavigableSet<WorkspacePath> standing = new TreeSet<>();

    private final Set<WorkspacePath> gone = new HashSet<>();

    /// Empty folders that are to come and to go with an order.
    record Folders(Set<WorkspacePath> wanted, Set<WorkspacePath> unwanted) {
        static final Folders NONE = new Folders(Set.of(), Set.of());

        Folders {
            wanted = Set.copyOf(wanted);
            unwanted = Set.copyOf(unwanted);
        }
    }

    Planner(Disk disk) {
        this.disk = disk;
    }

    /// What stood at a place that the plan names.
    Sight seen(WorkspacePath path) {
        return seen.getOrDefault(path, Sight.NOTHING);
    }

    Plan plan(Pen.Order order, Folders folders) throws IOException, StaleException, Refusal {
        order.after().keySet().stream()
                .filter(path -> !order.before().containsKey(path))
                .findFirst()
                .ifPresent(path -> {
                    throw new IllegalArgumentException("the order does not say what stands at " + path);
                });
        order.after().forEach((path, image) -> {
            if (image.isPresent()) {
                standing.add(path);
            } else if (order.before().getOrDefault(path, Optional.empty()).isPresent()) {
                deleted.add(path);
            }
        });
        standing.addAll(folders.wanted());
        compare(order);
        List<WorkspacePath> going = going(folders);
        Map<WorkspacePath, FileImage> changes = changes(order);
        folderInTheWay(order);
        List<WorkspacePath> made = made(changes.keySet(), folders);
        new Confinement(disk, deleted, gone)
                .check(changes, order.before(), made, order.cause().equals("patch"));
        List<Place> places = new ArrayList<>();
        Set<WorkspacePath> coming = Set.copyOf(made);
        for (WorkspacePath path : order.after().keySet()) {
            FileImage after = changes.get(path);
            if (after != null || deleted.contains(path)) {
                places.add(place(path, after, coming));
            }
        }
        return new Plan(places, going, made);
    }

    /// What stands at all places that the order names, against what it says.
    private void compare(Pen.Order order) throws IOException, StaleException {
        List<WorkspacePath> stale = new ArrayList<>();
        for (Map.Entry<WorkspacePath, Optional<FileImage>> entry :
                order.before().entrySet()) {
            WorkspacePath path = entry.getKey();
            Sight sight = underDeleted(path) ? Sight.NOTHING : Sight.of(disk, path);
            seen.put(path, sight);
            Optional<FileImage> wanted = entry.getValue();
            boolean fits = wanted.isPresent()
                    ? sight.is(
                            new Side(wanted.get().mode(), wanted.get().content().sha256(), ""))
                    : sight.side() == null;
            if (!fits) {
                stale.add(path);
            }
        }
        if (!stale.isEmpty()) {
            throw new StaleException(stale);
        }
    }

    /// A place under one that goes: what is there is not looked at, as the way may lead through a link.
    private boolean underDeleted(WorkspacePath path) {
        return above(path).stream().anyMatch(deleted::contains);
    }

    /// What changes to something, apart from what is so already.
    private Map<WorkspacePath, FileImage> changes(Pen.Order order) {
        Map<WorkspacePath, FileImage> changes = new TreeMap<>();
        order.after()
                .forEach((path, image) -> image.filter(after -> {
                            FileImage before = seen(path).image();
                            return before == null || !before.equals(after);
                        })
                        .ifPresent(after -> changes.put(path, after)));
        return changes;
    }

    /// Where a file is to come, there may be no folder but one that goes, nor a pipe or the like.
    private void folderInTheWay(Pen.Order order) throws StaleException, Refusal {
        for (Map.Entry<WorkspacePath, Optional<FileImage>> entry : order.after().entrySet()) {
            WorkspacePath path = entry.getKey();
            Disk.Kind kind = seen(path).standing().kind();
            if (entry.getValue().isPresent() && kind == Disk.Kind.FOLDER && !gone.contains(path)) {
                throw new StaleException(List.of(path));
            }
            if (kind == Disk.Kind.OTHER) {
                throw new Refusal(path + " is neither a file nor a link; it is left alone");
            }
        }
    }

    /// Folders that hold nothing but what goes, the deepest first.
    private List<WorkspacePath> going(Folders folders) throws IOException {
        Set<WorkspacePath> candidates = new HashSet<>(folders.unwanted());
        deleted.forEach(path -> candidates.addAll(above(path)));
        folders.unwanted().forEach(path -> candidates.addAll(above(path)));
        List<WorkspacePath> going = new ArrayList<>();
        for (WorkspacePath folder : candidates.stream()
                .sorted(Comparator.comparing(
                                (WorkspacePath path) -> path.names().size())
                        .reversed())
                .toList()) {
            if (!folders.wanted().contains(folder)
                    && !isNeeded(folder)
                    && disk.look(folder).kind() == Disk.Kind.FOLDER
                    && isEmptied(folder)) {
                going.add(folder);
                gone.add(folder);
            }
        }
        return going;
    }

    private boolean isNeeded(WorkspacePath folder) {
        WorkspacePath next = standing.higher(folder);
        // What lies below a folder follows it, though names such as `a-b` may stand between `a` and `a/b`.
        while (next != null && next.value().startsWith(folder.value())) {
            if (next.value().startsWith(folder.value() + "/")) {
                return true;
            }
            next = standing.higher(next);
        }
        return false;
    }

    private boolean isEmptied(WorkspacePath folder) throws IOException {
        for (String name : disk.names(folder.value())) {
            Optional<WorkspacePath> inside =
                    WorkspacePath.fault(folder + "/" + name).isEmpty()
                            ? Optional.of(new WorkspacePath(folder + "/" + name))
                            : Optional.empty();
            if (inside.isEmpty() || !(deleted.contains(inside.get()) || gone.contains(inside.get()))) {
                return false;
            }
        }
        return true;
    }

    /// Folders that are not there, the highest first.
    private List<WorkspacePath> made(Set<WorkspacePath> files, Folders folders) throws IOException, StaleException {
        NavigableSet<WorkspacePath> needed = new TreeSet<>(folders.wanted());
        files.forEach(path -> needed.addAll(above(path)));
        folders.wanted().forEach(path -> needed.addAll(above(path)));
        List<WorkspacePath> made = new ArrayList<>();
        for (WorkspacePath folder : needed.stream()
                .sorted(Comparator.comparing(path -> path.names().size()))
                .toList()) {
            if (underDeleted(folder) || deleted.contains(folder)) {
                made.add(folder);
                continue;
            }
            Disk.Kind kind = disk.look(folder).kind();
            if (kind == Disk.Kind.LINK) {
                throw new EscapeException(folder, "the way leads through the link " + folder);
            }
            if (kind == Disk.Kind.NOTHING) {
                made.add(folder);
            } else if (kind != Disk.Kind.FOLDER) {
                throw new StaleException(List.of(folder));
            }
        }
        return made;
    }

    private Place place(WorkspacePath path, @Nullable FileImage after, Set<WorkspacePath> made) {
        Sight now = seen(path);
        Side before = now.side();
        Side then = after == null
                ? null
                : new Side(
                        after.mode(),
                        after.content().sha256(),
                        after.mode() == FileMode.LINK
                                ? ""
                                : now.standing().kind() == Disk.Kind.FILE
                                        ? now.standing().permissions()
                                        : "");
        List<WorkspacePath> above = above(path);
        String folder = above.stream()
                .filter(one -> !made.contains(one) && !gone.contains(one))
                .reduce((higher, deeper) -> deeper)
                .map(one -> one.value() + "/")
                .orElse("");
        return new Place(path, before, then, new WorkspacePath(folder + ".errata-" + UUID.randomUUID() + ".tmp"));
    }

    /// The folders above a place, the highest first.
    static List<WorkspacePath> above(WorkspacePath path) {
        List<WorkspacePath> above = new ArrayList<>();
        for (int slash = path.value().indexOf('/');
                slash > 0;
                slash = path.value().indexOf('/', slash + 1)) {
            above.add(new WorkspacePath(path.value().substring(0, slash)));
        }
        return above;
    }
}
