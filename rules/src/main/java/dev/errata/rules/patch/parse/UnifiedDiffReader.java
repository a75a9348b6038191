package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads unified diffs: git's, those of `diff -u`, and what models write like them.
///
/// A section begins at `diff --git`, or at `---` with `+++` on the next line. Lines that belong to no section (a mail's
/// text, `index`, a signature) are passed over.
///
/// **Source:** the POSIX page of `diff`, git's *generate patch text with -p*; `wire.md` 5.3.
final class UnifiedDiffReader {
    static final String FORMAT = "unified-diff";

    private final List<String> lines;
    private final int end;
    private final boolean closed;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private @Nullable String broken;
    private int at;

    /// @param end index behind the last line that may belong to it
    /// @param closed whether something tells that it is whole: a fence that closes
    private UnifiedDiffReader(List<String> lines, int at, int end, boolean closed) {
        this.lines = lines;
        this.at = at;
        this.end = end;
        this.closed = closed;
    }

    /// Whether a section begins at a line.
    static boolean begins(List<String> lines, int at, int end) {
        String line = lines.get(at);
        return line.startsWith("diff --git ")
                || (line.startsWith("--- ") && at + 1 < end && lines.get(at + 1).startsWith("+++ "));
    }

    /// Reads all sections from a line on, up to a line that belongs to none and is no blank.
    static Found read(List<String> lines, int at, int end, boolean closed) {
        var reader = new UnifiedDiffReader(lines, at, end, closed);
        while (reader.broken == null && reader.at < end) {
            if (begins(lines, reader.at, end)) {
                reader.section();
            } else if (reader.passes()) {
                reader.at++;
            } else {
                break;
            }
        }
        return reader.found();
    }

    /// Reads hunks that no header names a file for.
    static Found read(List<String> lines, int at, int end, boolean closed, String path) {
        var reader = new UnifiedDiffReader(lines, at, end, closed);
        List<Edit.Block> blocks = reader.hunks();
        if (reader.broken == null) {
            reader.edits.add(new Edit.Change(Edit.Name.of(path), null, null, blocks, Edit.Placing.NUMBERED));
        }
        return reader.found();
    }

    private Found found() {
        if (broken != null) {
            return new Found.Broken(broken);
        }
        return new Found.Edits(FORMAT, edits, said, at);
    }

    /// What stands between sections in diffs of git, Subversion and Mercurial, and in a mail.
    private boolean passes() {
        String line = TextLines.bare(lines.get(at));
        return line.isBlank()
                || line.startsWith("Index: ")
                || line.startsWith("index ")
                || line.startsWith("====")
                || line.startsWith("diff ")
                || line.startsWith("Only in ")
                || line.equals("-- ")
                || line.matches("\\d+\\.\\d+(\\.\\d+)*(\\.\\w+)*");
    }

    private void section() {
        var header = new DiffHeader();
        boolean git = lines.get(at).startsWith("diff --git ");
        if (git) {
            header.git(TextLines.bare(lines.get(at++)).substring("diff --git ".length()));
            while (at < end && header.extended(TextLines.bare(lines.get(at)))) {
                at++;
            }
        }
        if (at < end && lines.get(at).startsWith("GIT binary patch")) {
            broken = "the diff of " + header.shown() + " holds bytes that are no text, which is not read here; "
                    + bytes(header);
            return;
        }
        List<Edit.Block> blocks = List.of();
        if (at + 1 < end
                && lines.get(at).startsWith("--- ")
                && lines.get(at + 1).startsWith("+++ ")) {
            header.names(
                    TextLines.bare(lines.get(at)).substring(4),
                    TextLines.bare(lines.get(at + 1)).substring(4));
            at += 2;
            blocks = hunks();
        }
        if (broken == null) {
            edit(header, blocks);
        }
    }

    private void edit(DiffHeader header, List<Edit.Block> blocks) {
        Edit.Name name = header.before();
        Edit.Name after = header.after();
        if (name == null && after == null) {
            broken = "a diff names no file";
        } else if (header.isCopy()) {
            broken = "the diff copies " + header.shown()
                    + ", which is not read here; write the copy as a new file (git diff --no-renames does)";
        } else if (after == null && name != null) {
            delete(name, header, blocks);
        } else if (name == null && after != null) {
            create(after, header, blocks);
        } else if (name != null && after != null) {
            if (header.isBinary()) {
                broken = "the diff of " + header.shown() + " says that bytes differ, and not what they are; "
                        + bytes(header);
                return;
            }
            Edit.Name to = header.isMove() ? after : null;
            if (blocks.isEmpty() && to == null && header.mode() == null) {
                said.add(header.shown() + ": the diff says nothing about it");
                return;
            }
            edits.add(new Edit.Change(name, to, header.mode(), blocks, Edit.Placing.NUMBERED));
        }
    }

    private static String bytes(DiffHeader header) {
        return "leave it out (git diff -- . ':!" + header.shown() + "') and bring that file into the folder yourself";
    }

    private void delete(Edit.Name name, DiffHeader header, List<Edit.Block> blocks) {
        List<String> old = new ArrayList<>();
        blocks.forEach(block -> old.addAll(block.old()));
        if (blocks.stream().anyMatch(block -> !block.fresh().isEmpty())) {
            broken = "the diff deletes " + name.shown() + " and leaves lines of it";
            return;
        }
        edits.add(new Edit.Delete(name, header.isBinary() ? null : old));
    }

    private void create(Edit.Name name, DiffHeader header, List<Edit.Block> blocks) {
        List<String> fresh = new ArrayList<>();
        blocks.forEach(block -> fresh.addAll(block.fresh()));
        if (header.isBinary()) {
            broken = "the diff of " + name.shown() + " says that bytes come, and not what they are; " + bytes(header);
        } else if (blocks.stream().anyMatch(block -> !block.old().isEmpty())) {
            broken = "the diff creates " + name.shown() + " and has old lines of it";
        } else {
            FileMode mode = header.mode() == null ? FileMode.FILE : header.mode();
            edits.add(new Edit.Create(name, mode, fresh));
        }
    }

    private List<Edit.Block> hunks() {
        var reader = new HunkReader(lines, at, end, closed);
        List<Edit.Block> blocks = reader.read();
        at = reader.at();
        said.addAll(reader.said());
        broken = reader.broken();
        return blocks;
    }
}
