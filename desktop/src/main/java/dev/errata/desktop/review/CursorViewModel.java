package dev.errata.desktop.review;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// The proposal that is looked at: which file, which hunk, what has been on screen, and whether it may be applied yet.
///
/// Applying is armed 300 ms after the proposal was drawn, so that no key that was meant for something else applies what
/// has just come up; where the verdict is *unsafe* or *unknown*, only once every hunk has been on screen. A comment or
/// a
/// choice disarms nothing; another patch or another verdict does.
///
/// **Thread:** the FX thread.
final class CursorViewModel {
    static final Duration ARMING = Duration.ofMillis(300);

    private final Highlighter highlighter;
    private final Background background;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable Proposal> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper file = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyIntegerWrapper hunk = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<@Nullable DiffSheet> sheet = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper armed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper waits = new ReadOnlyStringWrapper("");
    private final BooleanProperty wrap = new SimpleBooleanProperty();
    private final ReadOnlyIntegerWrapper measured = new ReadOnlyIntegerWrapper();
    private final Coverage coverage = new Coverage();
    private final Set<Integer> opened = new HashSet<>();
    private @Nullable Instant drawn;
    private int made;

    CursorViewModel(Highlighter highlighter, Background background, InstantSource clock) {
        this.highlighter = highlighter;
        this.background = background;
        this.clock = clock;
    }

    /// Looks at a proposal, or at a newer snapshot of the one that is looked at.
    void show(@Nullable Proposal proposal) {
        Proposal old = shown.get();
        boolean other = !same(old, proposal, Proposal::id);
        boolean samePatch = !other && same(old, proposal, Proposal::patch);
        boolean sameVerdict = !other && same(old, proposal, Proposal::verdict);
        if (other) {
            coverage.clear();
            opened.clear();
        }
        if (!samePatch || !sameVerdict) {
            disarm();
        }
        if (!samePatch) {
            coverage.unknown();
        }
        shown.set(proposal);
        Patch patch = proposal == null ? null : proposal.patch();
        if (!samePatch && patch != null) {
            measure(patch);
        }
        if (patch == null) {
            made++;
            sheet.set(null);
            file.set(-1);
            hunk.set(0);
        } else if (other || file.get() < 0 || file.get() >= patch.files().size()) {
            sheet.set(null);
            file.set(-1);
            goTo(firstPending(Objects.requireNonNull(proposal), patch));
        } else if (!samePatch || !sameVerdict || !same(old, proposal, Proposal::comments)) {
            make();
        }
        tick();
    }

    private static boolean same(
            @Nullable Proposal old, @Nullable Proposal now, Function<Proposal, @Nullable Object> part) {
        return old != null && now != null && Objects.equals(part.apply(old), part.apply(now));
    }

    private void measure(Patch patch) {
        background.run(
                () -> Coverage.sizes(patch),
                sizes -> {
                    if (patch.equals(patch())) {
                        coverage.of(patch, sizes);
                        measured.set(measured.get() + 1);
                        tick();
                    }
                },
                failure -> coverage.unknown());
    }

    private static int firstPending(Proposal proposal, Patch patch) {
        return patch.all().stream()
                .filter(number -> proposal.choice(number) == Proposal.Choice.PENDING)
                .min(Integer::compare)
                .orElse(1);
    }

    private void goTo(int number) {
        Patch patch = patch();
        if (patch == null) {
            return;
        }
        patch.fileOf(number).ifPresent(change -> {
            hunk.set(number);
            int index = patch.files().indexOf(change);
            if (index != file.get()) {
                file.set(index);
                opened.clear();
                make();
            }
        });
    }

    /// Makes the rows elsewhere; the last wish wins. Of a file that was not looked at before they come without colours
    /// at first, which take longer than all the rest.
    private void make() {
        Proposal proposal = shown.get();
        int index = file.get();
        if (proposal == null || proposal.patch() == null || index < 0) {
            return;
        }
        int mine = ++made;
        Set<Integer> open = Set.copyOf(opened);
        DiffSheet now = sheet.get();
        if (now != null && now.proposal().equals(proposal.id()) && now.file() == index) {
            // What stands there is kept until then, but never longer: it may be of the patch as it was before an edit.
            colour(mine, proposal, index, open, () -> plain(mine, proposal, index, open, () -> {}));
        } else {
            plain(mine, proposal, index, open, () -> colour(mine, proposal, index, open, () -> {}));
        }
    }

    private void plain(int mine, Proposal proposal, int index, Set<Integer> open, Runnable then) {
        background.run(
                () -> DiffSheet.of(proposal, index, open, Highlighter.NONE),
                plain -> {
                    if (mine == made) {
                        sheet.set(plain);
                        then.run();
                    }
                },
                failure -> {
                    if (mine == made) {
                        sheet.set(null);
                    }
                });
    }

    private void colour(int mine, Proposal proposal, int index, Set<Integer> open, Runnable otherwise) {
        background.run(
                () -> DiffSheet.of(proposal, index, open, highlighter),
                coloured -> {
                    if (mine == made) {
                        sheet.set(coloured);
                    }
                },
                failure -> {
                    if (mine == made) {
                        otherwise.run(); // it can be read without
                    }
                });
    }

    /// Goes to the next hunk (+1) or the one before (-1), across files; stays at the ends.
    void stepHunk(int by) {
        Patch patch = patch();
        if (patch != null) {
            goTo(Math.clamp((long) hunk.get() + by, 1, patch.size()));
        }
    }

    /// Goes to the first hunk of the next file (+1) or the one before (-1).
    void stepFile(int by) {
        Patch patch = patch();
        if (patch != null) {
            goFile(Math.clamp((long) file.get() + by, 0, patch.files().size() - 1));
        }
    }

    void goFile(int index) {
        Patch patch = patch();
        if (patch != null && index >= 0 && index < patch.files().size() && index != file.get()) {
            goTo(patch.files().get(index).hunks().getFirst().number());
        }
    }

    /// Makes a hunk of this file the one that keys are for.
    void goHunk(int number) {
        goTo(number);
    }

    /// Goes to the first hunk that was not on screen as a whole.
    void goUnseen() {
        coverage.nextUnseen().ifPresent(this::goTo);
    }

    /// Unfolds lines that stay.
    void open(int fold) {
        opened.add(fold);
        make();
    }

    /// Unfolds all of this file, or folds all of it again.
    void openAll() {
        DiffSheet now = sheet.get();
        if (now != null) {
            List<Integer> folds = now.rows().stream()
                    .filter(DiffRow.Fold.class::isInstance)
                    .map(row -> ((DiffRow.Fold) row).id())
                    .toList();
            if (folds.isEmpty()) {
                opened.clear();
            } else {
                opened.addAll(folds);
            }
            make();
        }
    }

    /// Rows were on screen.
    void saw(DiffSheet where, List<DiffRow> rows) {
        Proposal now = shown.get();
        if (now != null && where.equals(sheet.get()) && where.proposal().equals(now.id())) {
            rows.forEach(coverage::saw);
            tick();
        }
    }

    /// The proposal stands on the screen, drawn.
    void drawn() {
        if (drawn == null && shown.get() != null) {
            drawn = clock.instant();
            tick();
        }
    }

    /// The screen was away, or something else came up on it.
    void disarm() {
        drawn = null;
        armed.set(false);
    }

    /// Looks whether it is time.
    void tick() {
        Proposal now = shown.get();
        boolean looked = now == null || !dangerous(now) || coverage.complete();
        armed.set(now != null && looked && ripe());
        waits.set(
                now == null || looked || now.patch() == null
                        ? ""
                        : Words.of("review.unseen", coverage.seen(), now.patch().size()));
    }

    /// Whether a tick could still arm it.
    boolean arming() {
        return shown.get() != null && !armed.get();
    }

    /// Whether its moment has come, so that nothing but the looking at it can keep it.
    boolean ripe() {
        Instant since = drawn;
        return since != null && !clock.instant().isBefore(since.plus(ARMING));
    }

    /// Whether its verdict asks for a person's explicit word.
    static boolean dangerous(Proposal proposal) {
        Verdict verdict = proposal.verdict();
        return verdict != null
                && (verdict.status() == Verdict.Status.UNSAFE || verdict.status() == Verdict.Status.UNKNOWN);
    }

    private @Nullable Patch patch() {
        Proposal now = shown.get();
        return now == null ? null : now.patch();
    }

    /// The hunks of the file that is looked at.
    Set<Integer> hunksOfFile() {
        Patch patch = patch();
        return patch == null || file.get() < 0
                ? Set.of()
                : patch.files().get(file.get()).hunks().stream()
                        .map(Hunk::number)
                        .collect(Collectors.toUnmodifiableSet());
    }

    HunkSize size(FileChange change) {
        return change.hunks().stream().map(Hunk::number).map(coverage::size).reduce(new HunkSize(0, 0), HunkSize::plus);
    }

    ReadOnlyObjectProperty<@Nullable Proposal> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Index of the file, -1 for none.
    ReadOnlyIntegerProperty file() {
        return file.getReadOnlyProperty();
    }

    /// Number of the hunk that keys are for, 0 for none.
    ReadOnlyIntegerProperty hunk() {
        return hunk.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable DiffSheet> sheet() {
        return sheet.getReadOnlyProperty();
    }

    /// Changes whenever sizes have become known.
    ReadOnlyIntegerProperty measured() {
        return measured.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty armed() {
        return armed.getReadOnlyProperty();
    }

    /// What applying still waits for, in words; empty if only for its moment.
    ReadOnlyStringProperty waits() {
        return waits.getReadOnlyProperty();
    }

    BooleanProperty wrap() {
        return wrap;
    }
}
