package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Conflict;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Pen.Rebase;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.patch.diff.LineEdit;
import dev.errata.rules.patch.diff.ThreeWay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries a patch over to files that have changed since it was made.
///
/// A hunk is carried only if nothing in its old side, context included, has changed, if that side stands in the new
/// file just once, and there where the lines around it have moved; and if git's three-way merge, asked about this hunk
/// alone, comes to the same file. Whatever fails is a conflict: a hunk in the wrong one of two equal places would be
/// worse than a question.
///
/// **Thread:** confined; once.
final class Rebasing {
    private static final String PROPOSED = "proposed";

    private final Patch patch;
    private final FileSource now;
    private final List<Conflict> conflicts = new ArrayList<>();

    Rebasing(Patch patch, FileSource now) {
        this.patch = patch;
        this.now = now;
    }

    Rebase rebase() {
        List<FileChange> files = new ArrayList<>();
        for (FileChange file : patch.files()) {
            carried(file).ifPresent(files::add);
        }
        return conflicts.isEmpty() ? new Rebase.Clean(new Patch(files)) : new Rebase.Conflicts(conflicts);
    }

    private Optional<FileChange> conflict(FileChange file, String why) {
        return conflict(file, why, List.of());
    }

    private Optional<FileChange> conflict(FileChange file, String why, List<Conflict.Region> sides) {
        int hunk = file.hunks().size() == 1 ? file.hunks().getFirst().number() : 0;
        conflicts.add(
                new Conflict(file.before(), hunk, hunks(file) + " of " + file.before() + ": " + why, PROPOSED, sides));
        return Optional.empty();
    }

    private static String hunks(FileChange file) {
        int first = file.hunks().getFirst().number();
        int last = file.hunks().getLast().number();
        return first == last ? "hunk " + first : "hunks " + first + " to " + last;
    }

    private Optional<FileChange> carried(FileChange file) {
        boolean isFree =
                file.path().equals(file.before()) || now.file(file.path()).isEmpty();
        FileImage base = file.base();
        if (base == null) {
            return now.file(file.path()).isEmpty()
                    ? Optional.of(file)
                    : conflict(file, "there is a file at that place now.", sides(file));
        }
        if (!isFree) {
            return conflict(file, "there is a file at " + file.path() + " now, where it would move.");
        }
        Optional<FileImage> found = now.file(file.before());
        if (found.isEmpty()) {
            return conflict(file, "the file is not there any more.");
        }
        FileImage here = found.get();
        if (here.equals(base)) {
            return Optional.of(file);
        }
        boolean bothModes = file.mode() != base.mode() && here.mode() != base.mode() && file.mode() != here.mode();
        if (bothModes || (here.mode() == FileMode.LINK) != (base.mode() == FileMode.LINK)) {
            return conflict(
                    file,
                    "it has become " + here.mode().octal() + ", and was "
                            + base.mode().octal() + ".");
        }
        FileMode mode = file.mode() == base.mode() ? here.mode() : file.mode();
        if (here.content().equals(base.content())) {
            return Optional.of(change(file, here, mode, file.hunks()));
        }
        if (file.deletes() || file.binary() != null || here.content().isBinary()) {
            return conflict(file, "the file has changed since.", file.binary() == null ? sides(file) : List.of());
        }
        if (!here.content().charset().equals(base.content().charset())) {
            return conflict(file, "the file has another character encoding now.");
        }
        return text(file, base, here, mode);
    }

    private List<Conflict.Region> sides(FileChange file) {
        List<String> here = now.file(file.before())
                .filter(image -> !image.content().isBinary())
                .map(image -> TextLines.of(image.content().text()))
                .orElse(List.of());
        return List.of(new Conflict.Region(1, here, file.hunks().getFirst().newLines()));
    }

    private static FileChange change(FileChange file, FileImage base, @Nullable FileMode mode, List<Hunk> hunks) {
        return new FileChange(file.path(), file.from(), base, file.deletes() ? null : mode, hunks, file.binary());
    }

    private Optional<FileChange> text(FileChange file, FileImage base, FileImage here, @Nullable FileMode mode) {
        List<String> old = TextLines.of(base.content().text());
        List<String> fresh = TextLines.of(here.content().text());
        List<LineEdit> edits = LineDiff.edits(old, fresh);
        List<Hunk> hunks = new ArrayList<>();
        int delta = 0;
        boolean clean = true;
        for (Hunk hunk : file.hunks()) {
            if (hunk.kind() != Hunk.Kind.MODIFY) {
                hunks.add(hunk);
                continue;
            }
            int at = place(hunk, old, fresh, edits);
            if (at < 0) {
                clean = false;
                conflicts.add(new Conflict(
                        file.before(),
                        hunk.number(),
                        "hunk " + hunk.number() + " of " + file.before() + " (line " + hunk.oldStart()
                                + "): its place has changed since, or is not the only one.",
                        PROPOSED,
                        List.of(around(hunk, fresh, edits))));
                continue;
            }
            hunks.add(new Hunk(
                    hunk.number(),
                    hunk.kind(),
                    hunk.oldLines().isEmpty() ? at : at + 1,
                    hunk.oldLines(),
                    hunk.newLines().isEmpty() ? at + delta : at + delta + 1,
                    hunk.newLines(),
                    hunk.section()));
            delta += hunk.newLines().size() - hunk.oldLines().size();
        }
        return clean ? Optional.of(change(file, here, mode, hunks)) : Optional.empty();
    }

    /// Index in the new lines at which the hunk's old side stands; -1 if that is not sure.
    private static int place(Hunk hunk, List<String> old, List<String> fresh, List<LineEdit> edits) {
        List<String> wanted = hunk.oldLines();
        int first = Collections.indexOfSubList(fresh, wanted);
        if (wanted.isEmpty() || first < 0 || first != Collections.lastIndexOfSubList(fresh, wanted)) {
            return -1;
        }
        int moved = 0;
        for (LineEdit edit : edits) {
            if (edit.to() <= hunk.at()) {
                moved += edit.lines().size() - (edit.to() - edit.from());
            } else if (edit.from() < hunk.end()) {
                return -1;
            }
        }
        if (first != hunk.at() + moved) {
            return -1;
        }
        List<String> merged = spliced(fresh, first, hunk);
        return ThreeWay.merge(old, spliced(old, hunk.at(), hunk), fresh)
                        .filter(merged::equals)
                        .isPresent()
                ? first
                : -1;
    }

    private static List<String> spliced(List<String> lines, int at, Hunk hunk) {
        List<String> spliced = new ArrayList<>(lines.subList(0, at));
        spliced.addAll(hunk.newLines());
        spliced.addAll(lines.subList(at + hunk.oldLines().size(), lines.size()));
        return spliced;
    }

    /// What stands now where a hunk's old side stood.
    private static Conflict.Region around(Hunk hunk, List<String> fresh, List<LineEdit> edits) {
        int from = hunk.at();
        int to = hunk.end();
        for (LineEdit edit : edits) {
            int grows = edit.lines().size() - (edit.to() - edit.from());
            if (edit.to() <= hunk.at()) {
                from += grows;
                to += grows;
            } else if (edit.from() < hunk.end()) {
                to += grows;
            }
        }
        int begin = Math.clamp(from, 0, fresh.size());
        return new Conflict.Region(
                begin + 1, fresh.subList(begin, Math.clamp(to, begin, fresh.size())), hunk.newLines());
    }
}
