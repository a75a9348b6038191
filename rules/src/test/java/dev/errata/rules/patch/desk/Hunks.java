package dev.errata.rules.patch.desk;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads `path: n=new, n=new; path: …`: line n of a file becomes `new`. `path: +text` makes a file, `path: -` deletes
/// one. The line before and the line behind are the context.
final class Hunks {

    private Hunks() {}

    static Set<WorkspacePath> paths(String text) {
        Set<WorkspacePath> paths = new TreeSet<>();
        for (String file : text.contains(":") ? text.split("; ", -1) : new String[0]) {
            paths.add(new WorkspacePath(file.substring(0, file.indexOf(':'))));
        }
        return paths;
    }

    static Reading read(String text, FileSource base) {
        if (!text.contains(":")) {
            return new Reading.NoPatch("There is no patch in it.", List.of(text));
        }
        List<FileChange> files = new ArrayList<>();
        int number = 0;
        for (String file : text.split("; ", -1)) {
            var path = new WorkspacePath(file.substring(0, file.indexOf(':')));
            String what = file.substring(file.indexOf(':') + 2);
            FileImage image = base.file(path).orElse(null);
            if (what.startsWith("+")) {
                var hunk = new Hunk(++number, Hunk.Kind.CREATE, 0, List.of(), 1, List.of(what.substring(1) + "\n"), "");
                files.add(new FileChange(path, null, null, FileMode.FILE, List.of(hunk), null));
                continue;
            }
            if (image == null) {
                return new Reading.Unplaced("numbers", List.of(path + " is not there"));
            }
            List<String> lines = TextLines.of(image.content().text());
            if (what.equals("-")) {
                var hunk = new Hunk(++number, Hunk.Kind.DELETE, 1, lines, 0, List.of(), "");
                files.add(new FileChange(path, null, image, null, List.of(hunk), null));
                continue;
            }
            List<Hunk> hunks = new ArrayList<>();
            for (String pair : what.split(", ", -1)) {
                int at = Integer.parseInt(pair.substring(0, pair.indexOf('='))) - 1;
                if (at >= lines.size()) {
                    return new Reading.Unplaced("numbers", List.of(path + " has no line " + (at + 1)));
                }
                hunks.add(hunk(++number, lines, at, pair.substring(pair.indexOf('=') + 1)));
            }
            files.add(new FileChange(path, null, image, image.mode(), hunks, null));
        }
        return new Reading.Located(new Patch(files), "numbers", List.of());
    }

    private static Hunk hunk(int number, List<String> lines, int at, String text) {
        int from = Math.max(0, at - 1);
        List<String> old = lines.subList(from, Math.min(lines.size(), at + 2));
        List<String> fresh = new ArrayList<>(old);
        fresh.set(at - from, text + TextLines.end(lines.get(at)));
        return new Hunk(number, Hunk.Kind.MODIFY, from + 1, old, from + 1, fresh, "");
    }
}
