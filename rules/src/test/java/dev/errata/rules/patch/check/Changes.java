package dev.errata.rules.patch.check;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;

/// Makes patches out of texts, a hunk for each place, without context.
final class Changes {
    private final NavigableMap<WorkspacePath, FileImage> base = new TreeMap<>();
    private final List<FileChange> changes = new ArrayList<>();
    private int number = 1;

    /// A file that no change touches.
    Changes having(String path, String text) {
        base.put(new WorkspacePath(path), FileImage.text(text));
        return this;
    }

    Changes create(String path, String text) {
        changes.add(new FileChange(
                new WorkspacePath(path),
                null,
                null,
                FileMode.FILE,
                List.of(new Hunk(number++, Hunk.Kind.CREATE, 0, List.of(), 1, TextLines.of(text), "")),
                null));
        return this;
    }

    Changes delete(String path, String text) {
        having(path, text);
        FileImage image = FileImage.text(text);
        changes.add(new FileChange(
                new WorkspacePath(path),
                null,
                image,
                null,
                List.of(new Hunk(number++, Hunk.Kind.DELETE, 1, TextLines.of(text), 0, List.of(), "")),
                null));
        return this;
    }

    Changes modify(String path, String before, String after) {
        having(path, before);
        List<String> old = TextLines.of(before);
        List<String> fresh = TextLines.of(after);
        List<Hunk> hunks = new ArrayList<>();
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(before), raw(after))) {
            List<String> oldLines = old.subList(edit.getBeginA(), edit.getEndA());
            List<String> newLines = fresh.subList(edit.getBeginB(), edit.getEndB());
            hunks.add(new Hunk(
                    number++,
                    Hunk.Kind.MODIFY,
                    oldLines.isEmpty() ? edit.getBeginA() : edit.getBeginA() + 1,
                    oldLines,
                    newLines.isEmpty() ? edit.getBeginB() : edit.getBeginB() + 1,
                    newLines,
                    ""));
        }
        changes.add(new FileChange(new WorkspacePath(path), null, FileImage.text(before), FileMode.FILE, hunks, null));
        return this;
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }

    FileSource base() {
        return FileSource.of(base);
    }

    Patch patch() {
        return new Patch(changes);
    }

    /// The name of a file in a language, by the name of its table.
    static String file(String language) {
        @Nullable
        String extension = Map.of(
                        "python",
                        "py",
                        "javascript",
                        "js",
                        "typescript",
                        "ts",
                        "rust",
                        "rs",
                        "c_sharp",
                        "cs",
                        "ruby",
                        "rb",
                        "bash",
                        "sh")
                .get(language);
        return "a." + (extension == null ? language : extension);
    }
}
