package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.apply.Plan.Place;
import dev.errata.rules.patch.artifact.BlobStore;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Brings the places of a plan forward, or back. Each step looks at the disk first, so that both can be begun again
/// wherever they broke off:
///
/// ```
/// forward: prepare   new contents beside their places, forced to the disk
///          delete    what goes
///          folders   empty ones go, new ones come
///          replace   compare once more, then rename: one place after the other
///          force     the folders
///          read back every place has its new hash
/// back:    what came goes, folders as before, old contents from their blobs
/// ```
/// A place that somebody else has changed meanwhile is neither brought forward nor back: it keeps what it has.
///
/// **Thread:** confined to whoever holds the workspace.
final class Writing {
    private static final int MANY = 64;
    private static final int WRITERS = 4;

    private final Disk disk;
    private final BlobStore blobs;
    private final Plan plan;
    private final Set<WorkspacePath> exchanged;
    private String step = "prepare";

    Writing(Disk disk, BlobStore blobs, Plan plan) {
        this.disk = disk;
        this.blobs = blobs;
        this.plan = plan;
        this.exchanged = plan.places().stream().map(Place::path).collect(Collectors.toUnmodifiableSet());
    }

    /// Where it is now, for people.
    String step() {
        return step;
    }

    /// How the places stand.
    ///
    /// @param old those that have what stood there before
    /// @param fresh those that have what is to stand there
    /// @param other those that have something else
    record Progress(List<WorkspacePath> old, List<WorkspacePath> fresh, List<WorkspacePath> other) {}

    /// Looks how far it has come.
    Progress progress() throws IOException {
        var progress = new Progress(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Place place : plan.places()) {
            Sight sight = sight(place);
            if (sight.is(place.after()) || isFolderNow(place)) {
                progress.fresh.add(place.path());
            } else if (sight.is(place.before()) || (place.before() == null && sight.side() == null)) {
                progress.old.add(place.path());
            } else {
                progress.other.add(place.path());
            }
        }
        return progress;
    }

    /// What stands at a place.
    private Sight sight(Place place) throws IOException {
        return isThere(place.path()) ? Sight.of(disk, place.path()) : Sight.NOTHING;
    }

    private boolean isFolder(WorkspacePath path) throws IOException {
        return isThere(path) && disk.look(path).kind() == Disk.Kind.FOLDER;
    }

    /// Whether a place can be looked at. While a link on the way is exchanged for a folder, or the other way round,
    /// there is nothing behind it; a link that the plan does not know is an escape.
    private boolean isThere(WorkspacePath path) throws IOException {
        for (WorkspacePath folder : Planner.above(path)) {
            if (exchanged.contains(folder) && disk.look(folder).kind() == Disk.Kind.LINK) {
                return false;
            }
        }
        return true;
    }

    /// Makes every place as it is to be.
    void forward() throws IOException, StaleException {
        step = "prepare";
        List<Place> coming = new ArrayList<>();
        for (Place place : plan.places()) {
            Side after = place.after();
            if (after != null && !sight(place).is(after)) {
                coming.add(place);
            }
        }
        each(coming, place -> fill(place, place.after()));
        step = "delete";
        for (Place place : plan.places()) {
            if (place.after() == null && !sight(place).isNothing() && !isFolderNow(place)) {
                expect(place, place.before());
                disk.delete(place.path());
            }
        }
        step = "folders";
        for (WorkspacePath folder : plan.gone()) {
            removeFolder(folder);
        }
        for (WorkspacePath folder : plan.made()) {
            makeFolder(folder);
        }
        step = "replace";
        for (Place place : coming) {
            expect(place, place.before());
            disk.move(place.temp(), place.path());
        }
        force();
        step = "read back";
        each(plan.places(), place -> {
            if (!sight(place).is(place.after()) && !isFolderNow(place)) {
                throw new IOException(place.path() + " does not read as it was written");
            }
        });
    }

    /// A file that went to make room for a folder.
    private boolean isFolderNow(Place place) throws IOException {
        return place.after() == null && plan.made().contains(place.path()) && isFolder(place.path());
    }

    /// Something that is done with a place, whatever is done with the others meanwhile.
    private interface Work {
        void with(Place place) throws IOException;
    }

    /// Many files wait for the disk together.
    private static void each(List<Place> places, Work work) throws IOException {
        if (places.size() < MANY) {
            for (Place place : places) {
                work.with(place);
            }
            return;
        }
        try (ExecutorService writers = Executors.newFixedThreadPool(
                WRITERS, Thread.ofPlatform().daemon().name("errata-pen-", 0).factory())) {
            List<Future<Place>> done = new ArrayList<>();
            for (Place place : places) {
                done.add(writers.submit(() -> {
                    work.with(place);
                    return place;
                }));
            }
            for (Future<Place> future : done) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void fill(Place place, @Nullable Side side) throws IOException {
        if (side == null) {
            return;
        }
        clear(place);
        byte[] bytes = blobs.need(side.sha256()).bytes();
        if (side.mode() == FileMode.LINK) {
            disk.link(place.temp(), bytes);
        } else {
            disk.create(place.temp(), bytes, side.permissions(), side.mode() == FileMode.EXECUTABLE);
        }
    }

    /// Removes what an earlier try has left beside a place.
    private void clear(Place place) throws IOException {
        if (disk.look(place.temp()).kind() != Disk.Kind.NOTHING) {
            disk.delete(place.temp());
        }
    }

    private void expect(Place place, @Nullable Side side) throws IOException, StaleException {
        if (!sight(place).is(side)) {
            throw new StaleException(List.of(place.path()));
        }
    }

    private void removeFolder(WorkspacePath folder) throws IOException {
        try {
            if (isFolder(folder)) {
                disk.removeFolder(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Somebody put something into it, which stays; or took it away.
        }
    }

    private void makeFolder(WorkspacePath folder) throws IOException {
        if (!isFolder(folder)) {
            disk.makeFolder(folder);
        }
    }

    private void force() throws IOException {
        step = "force";
        Set<String> folders = new LinkedHashSet<>();
        plan.places().forEach(place -> {
            folders.add(Disk.parent(place.path()));
            folders.add(Disk.parent(place.temp()));
        });
        plan.made().forEach(folder -> folders.add(Disk.parent(folder)));
        plan.gone().forEach(folder -> folders.add(Disk.parent(folder)));
        for (String folder : folders) {
            if (folder.isEmpty() || isFolder(new WorkspacePath(folder))) {
                disk.force(folder);
            }
        }
    }

    /// Makes every place as it was.
    ///
    /// @return the places that somebody else has changed: they keep what they have
    List<WorkspacePath> back() throws IOException {
        step = "put back";
        List<WorkspacePath> others = new ArrayList<>();
        for (Place place : plan.places()) {
            if (place.before() == null) {
                Sight sight = sight(place);
                if (sight.is(place.after())) {
                    disk.delete(place.path());
                } else if (sight.side() != null) {
                    others.add(place.path());
                }
            }
        }
        for (WorkspacePath folder : plan.made().reversed()) {
            removeFolder(folder);
        }
        for (WorkspacePath folder : plan.gone().reversed()) {
            if (isThere(folder) && disk.look(folder).kind() == Disk.Kind.NOTHING) {
                disk.makeFolder(folder);
            }
        }
        for (Place place : plan.places()) {
            Side before = place.before();
            if (before != null) {
                Sight sight = sight(place);
                if (!sight.is(before)) {
                    if (sight.is(place.after())) {
                        fill(place, before);
                        disk.move(place.temp(), place.path());
                    } else {
                        others.add(place.path());
                    }
                }
            }
        }
        for (Place place : plan.places()) {
            clear(place);
        }
        force();
        for (Place place : plan.places()) {
            Sight sight = sight(place);
            boolean isBefore = place.before() == null ? sight.side() == null : sight.is(place.before());
            if (!isBefore && !others.contains(place.path())) {
                throw new IOException(place.path() + " does not read as it was before");
            }
        }
        return others;
    }
}
