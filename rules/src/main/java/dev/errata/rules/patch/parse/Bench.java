package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Hunks;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.patch.diff.LineEdit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes edits on the files of a base, one after the other, and says what came of all of them.
///
/// All edits are tried, so that people read all that is wrong at once; one that cannot be made makes the whole
/// submission unplaced.
final class Bench {
    private final Folder folder;
    private final Blocks blocks;
    private final Set<String> said = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    Bench(FileSource base, String root) {
        this.folder = new Folder(base, root);
        this.blocks = new Blocks(said, problems);
    }

    /// Makes all edits and reads what they left.
    Reading read(Found.Edits found) {
        said.addAll(found.said());
        found.edits().forEach(this::make);
        folder.drafts().forEach(this::placeholders);
        if (!problems.isEmpty()) {
            return new Reading.Unplaced(found.format(), problems);
        }
        List<FileChange> changes = folder.changes();
        if (changes.isEmpty()) {
            return new Reading.NoPatch("it changes nothing: what it says stands there already", List.copyOf(said));
        }
        return new Reading.Located(new Patch(changes), found.format(), List.copyOf(said));
    }

    private void placeholders(Draft draft) {
        draft.added().stream()
                .filter(Placeholders::is)
                .findFirst()
                .ifPresent(line -> problem(
                        draft.path().value(),
                        "`" + TextLines.bare(line).strip() + "` stands for code that is not written out;"
                                + " ask for the whole of it"));
    }

    private void problem(String where, String what) {
        problems.add(where + ": " + what);
    }

    private void make(Edit edit) {
        Optional<WorkspacePath> path = folder.path(edit.name());
        if (path.isEmpty()) {
            problem(edit.name().shown(), "not a path in a workspace: " + folder.fault(edit.name()));
            return;
        }
        switch (edit) {
            case Edit.Change change -> change(path.get(), change);
            case Edit.Create create -> create(path.get(), create.mode(), create.lines());
            case Edit.Delete delete -> delete(path.get(), delete);
            case Edit.Write write -> write(path.get(), write);
            case Edit.Replace replace -> replace(path.get(), replace);
            case Edit.Insert insert -> existing(path.get()).ifPresent(draft -> insert(draft, insert));
        }
    }

    /// The text file at a place; if there is none, that is a problem.
    private Optional<Draft> existing(WorkspacePath path) {
        Optional<Draft> draft = folder.file(path);
        if (draft.isEmpty()) {
            problem(
                    path.value(),
                    "there is no such file"
                            + folder.nearest(path)
                                    .map(near -> "; the nearest is " + near)
                                    .orElse(""));
        } else if (draft.get().isBinary()) {
            problem(path.value(), "it is no text");
            return Optional.empty();
        }
        return draft;
    }

    private void change(WorkspacePath path, Edit.Change change) {
        if (folder.file(path).isEmpty() && comes(change)) {
            said.add(path + ": there is no such file; it is taken for a new one");
            create(
                    path,
                    change.mode() == null ? FileMode.FILE : change.mode(),
                    change.blocks().getFirst().fresh());
            return;
        }
        Optional<Draft> there = change.blocks().isEmpty() ? folder.file(path) : existing(path);
        if (there.isEmpty()) {
            if (change.blocks().isEmpty()) {
                problem(path.value(), "there is no such file");
            }
            return;
        }
        Draft draft = there.get();
        blocks.make(draft, change);
        if (change.mode() != null) {
            draft.mode(change.mode());
        }
        if (change.to() != null) {
            move(draft, change.to());
        }
    }

    /// Whether it says nothing of an old side: a file that comes, in forms that do not tell.
    private static boolean comes(Edit.Change change) {
        return change.to() == null
                && change.placing() != Edit.Placing.IN_ORDER
                && change.blocks().size() == 1
                && change.blocks().getFirst().old().isEmpty();
    }

    private void move(Draft draft, Edit.Name name) {
        Optional<WorkspacePath> to = folder.path(name);
        if (to.isEmpty()) {
            problem(name.shown(), "not a path in a workspace: " + folder.fault(name));
        } else if (!to.get().equals(draft.path()) && isFree(to.get(), draft)) {
            folder.move(draft, to.get());
        }
    }

    private boolean isFree(WorkspacePath path, Draft moving) {
        if (folder.file(path).isPresent()) {
            problem(path.value(), "there is such a file already, and " + moving.path() + " cannot move there");
            return false;
        }
        return path.folded().equals(moving.path().folded()) || isFree(path);
    }

    private boolean isFree(WorkspacePath path) {
        Optional<String> taken = folder.taken(path);
        taken.ifPresent(why -> problem(path.value(), why));
        return taken.isEmpty();
    }

    private void create(WorkspacePath path, FileMode mode, List<String> lines) {
        if (folder.file(path).isPresent()) {
            problem(path.value(), "there is such a file already; propose a change of it");
        } else if (isFree(path)) {
            folder.create(path, mode).replace(0, 0, lines);
        }
    }

    private void delete(WorkspacePath path, Edit.Delete delete) {
        Optional<Draft> draft = delete.old() == null ? folder.file(path) : existing(path);
        if (draft.isEmpty()) {
            if (delete.old() == null) {
                problem(path.value(), "there is no such file");
            }
            return;
        }
        if (delete.old() != null && !blocks.isWhole(draft.get(), delete.old())) {
            return;
        }
        draft.get().delete();
    }

    private void write(WorkspacePath path, Edit.Write write) {
        Optional<Draft> there = folder.file(path);
        if (there.isEmpty()) {
            create(path, FileMode.FILE, TextLines.of(write.text()));
            return;
        }
        Draft draft = there.get();
        if (draft.isLink()) {
            problem(path.value(), "it is a link; propose a change of the file that it leads to");
            return;
        }
        if (draft.isBinary()) {
            draft.replaceAll(Content.of(write.text()));
            return;
        }
        List<String> now = draft.lines();
        List<String> fresh = TextLines.of(fitting(draft, write.text()));
        if (!write.exact()) {
            fresh = Fitting.closed(now, fresh, now.size(), draft.lineEnd());
        }
        for (LineEdit edit : Hunks.joined(now, LineDiff.edits(now, fresh)).reversed()) {
            draft.replace(edit.from(), edit.to(), edit.lines());
        }
    }

    /// A text with the line ends of the file that it is for.
    private String fitting(Draft draft, String text) {
        if (!draft.lineEnd().equals("\r\n") || text.contains("\r\n") || text.indexOf('\n') < 0) {
            return text;
        }
        said.add(draft.path() + ": " + Blocks.endsSaid(draft));
        return Fitting.text(text, "\r\n");
    }

    private void replace(WorkspacePath path, Edit.Replace replace) {
        if (replace.old().isEmpty()) {
            Optional<Draft> there = folder.file(path);
            if (there.isEmpty() || there.get().lines().isEmpty()) {
                write(path, new Edit.Write(replace.name(), replace.fresh(), true));
            } else {
                problem(path + ", " + replace.label(), "its old text is empty, and the file is not");
            }
            return;
        }
        existing(path).ifPresent(draft -> new Pieces(said, problems).replace(draft, replace));
    }

    private void insert(Draft draft, Edit.Insert insert) {
        List<String> now = draft.lines();
        String where = draft.path() + ", " + insert.label();
        if (insert.line() < 0 || insert.line() > now.size()) {
            problem(where, "it is to stand behind line " + insert.line() + ", and the file has " + now.size());
            return;
        }
        int at = insert.line();
        String text = insert.text().endsWith("\n") ? insert.text() : insert.text() + "\n";
        List<String> fresh = new ArrayList<>(TextLines.of(fitting(draft, text)));
        int from = at;
        if (at == now.size() && at > 0) {
            from = at - 1;
            fresh.addFirst(now.getLast());
        }
        draft.replace(from, at, Fitting.closed(now, fresh, at, draft.lineEnd()));
    }
}
