package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.approve.Step.Edited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What becomes of a patch when a person writes another new side for one of its hunks, or takes some of its hunks only.
///
/// **Thread:** any.
public final class Edits {

    private Edits() {}

    /// Why a hunk cannot be edited; empty if it can.
    public static Optional<String> fault(Patch patch, int number, String text) {
        Hunk hunk = patch.hunk(number).orElse(null);
        FileChange file = patch.fileOf(number).orElse(null);
        if (hunk == null || file == null) {
            return Optional.of("There is no hunk " + number + ".");
        }
        return switch (hunk.kind()) {
            case MODIFY, CREATE ->
                file.binary() != null
                        ? Optional.of("Hunk " + number + " is no text and cannot be edited.")
                        : String.join("", hunk.newLines()).equals(text)
                                ? Optional.of("Hunk " + number + " says just that already.")
                                : Optional.empty();
            case DELETE, RENAME, MODE, BINARY ->
                Optional.of("Hunk " + number + " has no text (" + hunk.kind().word()
                        + ") and cannot be edited; accept or reject it.");
        };
    }

    /// The step that gives a hunk a text. Where lines of the file follow, the last line gets the break that it lacks.
    public static Edited edited(Patch patch, int number, String text) {
        FileChange file = patch.fileOf(number).orElseThrow();
        Hunk hunk = patch.hunk(number).orElseThrow();
        FileImage base = file.base();
        List<String> lines = new ArrayList<>(TextLines.of(text));
        if (base != null && !lines.isEmpty() && TextLines.end(lines.getLast()).isEmpty()) {
            List<String> all = TextLines.of(base.content().text());
            if (hunk.end() < all.size()) {
                lines.set(lines.size() - 1, lines.getLast() + TextLines.end(all.getFirst()));
            }
        }
        return new Edited(number, lines);
    }

    /// The patch with that hunk, and the lines of those below it counted anew.
    static Patch apply(Patch patch, Edited edited) {
        Hunk hunk = patch.hunk(edited.hunk())
                .orElseThrow(() -> new IllegalArgumentException("there is no hunk " + edited.hunk()));
        return counted(patch.with(hunk.withNewLines(edited.lines())));
    }

    /// Only some hunks of a patch, numbered anew: what is judged when only they are accepted.
    ///
    /// **Errors:** [IllegalArgumentException] if it has none of them.
    public static Patch only(Patch patch, Set<Integer> accepted) {
        List<FileChange> files = new ArrayList<>();
        int number = 0;
        for (FileChange file : patch.files()) {
            List<Hunk> hunks = new ArrayList<>();
            for (Hunk hunk : file.hunks()) {
                if (accepted.contains(hunk.number())) {
                    hunks.add(hunk.numbered(++number));
                }
            }
            if (!hunks.isEmpty()) {
                files.add(with(file, hunks));
            }
        }
        return counted(new Patch(files));
    }

    private static Patch counted(Patch patch) {
        return new Patch(patch.files().stream().map(Edits::counted).toList());
    }

    private static FileChange counted(FileChange file) {
        int grown = 0;
        List<Hunk> hunks = new ArrayList<>();
        for (Hunk hunk : file.hunks()) {
            if (hunk.kind() == Hunk.Kind.MODIFY) {
                int start = hunk.at() + grown + (hunk.newLines().isEmpty() ? 0 : 1);
                hunks.add(new Hunk(
                        hunk.number(),
                        hunk.kind(),
                        hunk.oldStart(),
                        hunk.oldLines(),
                        start,
                        hunk.newLines(),
                        hunk.section()));
                grown += hunk.newLines().size() - hunk.oldLines().size();
            } else {
                hunks.add(hunk);
            }
        }
        return with(file, hunks);
    }

    private static FileChange with(FileChange file, List<Hunk> hunks) {
        return new FileChange(file.path(), file.from(), file.base(), file.mode(), hunks, file.binary());
    }
}
