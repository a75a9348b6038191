package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the patches in a text and has each read by the grammar that it begins like. What is no patch (prose, code in a
/// fence that no path stands at) is passed over.
///
/// ```
/// for each line, the first that fits:
///   *** Begin Patch | diff --git, --- +++ | <<<<<<< SEARCH | <replace_in_file> | a fence | prose
/// in a fence:
///   V4A or diff on its first line, a block in it, a path at it (a whole file), or code of no file
/// ```
final class TextReader {
    static final String WHOLE = "whole-file";

    private final List<String> lines;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final Set<String> formats = new LinkedHashSet<>();
    private Optional<String> broken = Optional.empty();
    private Optional<String> lastPath = Optional.empty();
    private int at;

    private TextReader(List<String> lines) {
        this.lines = lines;
    }

    /// All edits of a text; none if there is no patch in it.
    static Found read(String text) {
        List<String> lines = TextLines.of(text);
        boolean crlf = !lines.isEmpty() && lines.stream().allMatch(line -> line.endsWith("\r\n"));
        var reader = new TextReader(
                crlf ? lines.stream().map(line -> TextLines.bare(line) + "\n").toList() : lines);
        while (reader.broken.isEmpty() && reader.at < reader.lines.size()) {
            reader.next();
        }
        if (reader.broken.isPresent()) {
            return new Found.Broken(reader.broken.get());
        }
        return new Found.Edits(String.join("+", reader.formats), reader.edits, reader.said, reader.lines.size());
    }

    private void next() {
        String line = lines.get(at);
        Optional<String> tool = TagReader.begins(line);
        if (V4aReader.begins(line)) {
            take(V4aReader.read(lines, at, lines.size()));
        } else if (UnifiedDiffReader.begins(lines, at, lines.size())) {
            take(UnifiedDiffReader.read(lines, at, lines.size(), false));
        } else if (SearchReplaceReader.begins(line)) {
            block(PathLines.above(lines, at));
        } else if (tool.isPresent()) {
            take(TagReader.read(lines, at, tool.get()));
        } else {
            Fence.open(line).ifPresentOrElse(this::fence, () -> at++);
        }
    }

    private void take(Found found) {
        switch (found) {
            case Found.Broken(String reason) -> broken = Optional.of(reason);
            case Found.Edits read -> {
                formats.add(read.format());
                edits.addAll(read.edits());
                said.addAll(read.said());
                at = read.next();
            }
        }
    }

    private void block(Optional<String> path) {
        Optional<String> name = path.or(() -> lastPath);
        if (name.isEmpty()) {
            broken = Optional.of("a SEARCH block in line " + (at + 1) + " has no file name above it");
            return;
        }
        lastPath = name;
        take(SearchReplaceReader.read(lines, at, lines.size(), Edit.Name.of(name.get())));
    }

    private void fence(Fence fence) {
        int open = at;
        int close = fence.closing(lines, open + 1);
        int stop = close < 0 ? lines.size() : close;
        int first = open + 1;
        while (first < stop && lines.get(first).isBlank()) {
            first++;
        }
        int head = firstBlock(first, stop);
        if (head >= 0) {
            blocks(fence, head);
            return;
        }
        List<String> inside =
                lines.subList(first, stop).stream().map(fence::dedented).toList();
        Optional<String> path = PathLines.infoPath(fence.info()).or(() -> PathLines.above(lines, open));
        Optional<Found> found = patch(fence, inside, close >= 0, path);
        if (found.isPresent()) {
            inner(found.get(), inside, close >= 0);
        } else if (path.isPresent() && first < stop) {
            whole(path.get(), fence, open, close);
        }
        at = stop + 1;
    }

    /// A patch in a fence. What a diff's fence holds has to be one.
    private static Optional<Found> patch(Fence fence, List<String> inside, boolean closed, Optional<String> path) {
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        if (V4aReader.begins(inside.getFirst())) {
            return Optional.of(V4aReader.read(inside, 0, inside.size()));
        }
        for (int i = 0; i < inside.size() && (i == 0 || isDiff(fence)); i++) {
            if (UnifiedDiffReader.begins(inside, i, inside.size())) {
                return Optional.of(UnifiedDiffReader.read(inside, i, inside.size(), closed));
            }
        }
        if (inside.getFirst().startsWith("@@")) {
            return Optional.of(path.map(name -> UnifiedDiffReader.read(inside, 0, inside.size(), closed, name))
                    .orElse(new Found.Broken("a diff in a fence names no file")));
        }
        return isDiff(fence)
                ? Optional.of(new Found.Broken("a fence for a diff holds no header (---, +++) and no hunk (@@)"))
                : Optional.empty();
    }

    private static boolean isDiff(Fence fence) {
        String word = fence.info().split("\\s", 2)[0];
        return word.equals("diff") || word.equals("patch") || word.equals("udiff");
    }

    private void inner(Found found, List<String> inside, boolean closed) {
        take(found);
        if (broken.isEmpty() && !closed) {
            broken = Optional.of("the text is broken off: a fence with a patch does not close");
        } else if (found instanceof Found.Edits read
                && !inside.subList(read.next(), inside.size()).stream().allMatch(String::isBlank)) {
            String line = TextLines.bare(inside.get(read.next()));
            broken = Optional.of("in the fence of a patch there is a line that belongs to none: `"
                    + line.substring(0, Math.min(60, line.length())) + "`");
        }
    }

    /// Where a SEARCH block begins in a fence: on its first lines, or anywhere.
    private int firstBlock(int from, int to) {
        for (int i = from; i < to; i++) {
            if (SearchReplaceReader.begins(lines.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /// Blocks in a fence: their sides are raw and may hold what looks like the fence's end, so that they are read first
    /// and the end is looked for behind them.
    private void blocks(Fence fence, int head) {
        List<String> names = new ArrayList<>(lines.subList(0, head));
        Optional<String> path = PathLines.above(names, head);
        at = head;
        while (broken.isEmpty() && at < lines.size() && !fence.isClosedBy(lines.get(at))) {
            if (SearchReplaceReader.begins(lines.get(at))) {
                block(path.isPresent() ? path : PathLines.above(lines, at));
            } else {
                Optional<String> named = PathLines.path(lines.get(at));
                path = named.isPresent() ? named : path;
                at++;
            }
        }
        if (broken.isEmpty() && at >= lines.size()) {
            broken = Optional.of("the text is broken off: a fence with SEARCH blocks does not close");
        }
        at++;
    }

    private void whole(String path, Fence fence, int open, int close) {
        if (close < 0) {
            broken = Optional.of("the text is broken off: the fence of " + path + " does not close");
            return;
        }
        List<String> content =
                lines.subList(open + 1, close).stream().map(fence::dedented).toList();
        boolean nested = content.stream()
                .flatMap(line -> Fence.open(line).stream())
                .anyMatch(inner ->
                        inner.mark().startsWith(fence.mark()) && !inner.info().isEmpty());
        if (nested) {
            broken = Optional.of("the fence of " + path + " holds a fence of its own length: nobody can say which end"
                    + " belongs to which");
            return;
        }
        formats.add(WHOLE);
        edits.add(new Edit.Write(Edit.Name.of(path), String.join("", content), false));
    }
}
