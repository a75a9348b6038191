package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the patches of the `apply_patch` tool (V4A): sections for files, chunks that are found by their context.
///
/// **Source:** openai/codex `apply_patch.lark`; `wire.md` 5.2.
final class V4aReader {
    static final String FORMAT = "v4a";
    private static final String BEGIN = "*** Begin Patch";
    private static final String END = "*** End Patch";
    private static final String ADD = "*** Add File: ";
    private static final String DELETE = "*** Delete File: ";
    private static final String UPDATE = "*** Update File: ";
    private static final String MOVE = "*** Move to: ";
    private static final String END_OF_FILE = "*** End of File";

    private final List<String> lines;
    private final int end;
    private final List<Edit> edits = new ArrayList<>();
    private @Nullable String broken;
    private int at;

    private V4aReader(List<String> lines, int at, int end) {
        this.lines = lines;
        this.at = at;
        this.end = end;
    }

    /// Whether a patch begins at a line.
    static boolean begins(String line) {
        return line.strip().equals(BEGIN);
    }

    static Found read(List<String> lines, int at, int end) {
        var reader = new V4aReader(lines, at + 1, end);
        reader.sections();
        if (reader.broken != null) {
            return new Found.Broken(reader.broken);
        }
        return new Found.Edits(FORMAT, reader.edits, List.of(), reader.at);
    }

    /// Reads chunks that no section stands above.
    static Found chunks(List<String> lines, int end, String path) {
        var reader = new V4aReader(lines, 0, end);
        Edit.Name name = Edit.Name.of(path);
        reader.edits.add(new Edit.Change(name, null, null, reader.blocks(path), Edit.Placing.IN_ORDER));
        if (reader.broken == null && reader.at < end) {
            reader.broken = "line " + (reader.at + 1) + " of the patch of " + path + " has no sign";
        }
        return reader.broken == null
                ? new Found.Edits(FORMAT, reader.edits, List.of(), reader.at)
                : new Found.Broken(reader.broken);
    }

    private void sections() {
        while (broken == null) {
            if (at >= end) {
                broken = "the patch is broken off: *** End Patch is missing";
                return;
            }
            String line = bare();
            if (line.strip().equals(END)) {
                at++;
                return;
            }
            if (line.startsWith(ADD)) {
                add(line.substring(ADD.length()).strip());
            } else if (line.startsWith(DELETE)) {
                edits.add(new Edit.Delete(
                        Edit.Name.of(line.substring(DELETE.length()).strip()), null));
                at++;
            } else if (line.startsWith(UPDATE)) {
                update(line.substring(UPDATE.length()).strip());
            } else if (line.isBlank() || line.startsWith("*** Environment ID: ")) {
                at++;
            } else {
                broken = "the patch has a line that belongs to no file: " + shown(line);
            }
        }
    }

    private String bare() {
        return TextLines.bare(lines.get(at));
    }

    private static String shown(String line) {
        return "`" + (line.length() <= 60 ? line : line.substring(0, 60) + "…") + "`";
    }

    private void add(String path) {
        at++;
        List<String> fresh = new ArrayList<>();
        while (at < end && lines.get(at).startsWith("+")) {
            fresh.add(bare().substring(1) + "\n");
            at++;
        }
        edits.add(new Edit.Create(Edit.Name.of(path), FileMode.FILE, fresh));
    }

    private void update(String path) {
        at++;
        Edit.Name to = null;
        if (at < end && bare().startsWith(MOVE)) {
            to = Edit.Name.of(bare().substring(MOVE.length()).strip());
            at++;
        }
        List<Edit.Block> blocks = blocks(path);
        if (broken == null && blocks.isEmpty() && to == null) {
            broken = "the patch updates " + path + " and says nothing about it";
        }
        edits.add(new Edit.Change(Edit.Name.of(path), to, null, blocks, Edit.Placing.IN_ORDER));
    }

    private List<Edit.Block> blocks(String path) {
        List<Edit.Block> blocks = new ArrayList<>();
        while (broken == null && at < end && (bare().startsWith("@@") || isLine(bare()))) {
            List<String> anchors = new ArrayList<>();
            while (at < end && bare().startsWith("@@")) {
                anchor(bare(), anchors);
                at++;
            }
            blocks.add(block(anchors, "hunk " + (blocks.size() + 1)));
            Edit.Block last = blocks.getLast();
            if (last.old().isEmpty() && last.fresh().isEmpty()) {
                broken = last.label() + " of " + path + " is empty";
            }
        }
        return blocks;
    }

    private static void anchor(String line, List<String> anchors) {
        String anchor = line.substring(2);
        if (anchor.endsWith(" @@")) {
            anchor = anchor.substring(0, anchor.length() - 3);
        }
        if (!anchor.isBlank()) {
            anchors.add(anchor.startsWith(" ") ? anchor.substring(1) : anchor);
        }
    }

    private static boolean isLine(String line) {
        return line.isEmpty() || line.startsWith(" ") || line.startsWith("+") || line.startsWith("-");
    }

    private Edit.Block block(List<String> anchors, String label) {
        List<String> old = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        int stop = at;
        while (stop < end && isLine(TextLines.bare(lines.get(stop)))) {
            stop++;
        }
        int behind = stop;
        while (stop > at && TextLines.bare(lines.get(stop - 1)).isEmpty()) {
            stop--; // empty lines between sections are no context
        }
        for (; at < stop; at++) {
            String line = bare();
            String text = (line.isEmpty() ? line : line.substring(1)) + "\n";
            if (line.startsWith("+")) {
                fresh.add(text);
            } else if (line.startsWith("-")) {
                old.add(text);
            } else {
                old.add(text);
                fresh.add(text);
            }
        }
        at = behind;
        boolean atEnd = at < end && bare().strip().equals(END_OF_FILE);
        if (atEnd) {
            at++;
        }
        return new Edit.Block(old, fresh, 0, anchors, atEnd, label);
    }
}
