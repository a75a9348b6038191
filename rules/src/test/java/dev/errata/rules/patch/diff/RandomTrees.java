package dev.errata.rules.patch.diff;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/// Makes small trees of files, and trees that differ from them.
public final class RandomTrees {
    private static final List<String> FOLDERS = List.of("", "src/", "src/main/", "docs/a b/", "ünï/");
    private static final List<String> NAMES =
            List.of("one.txt", "Two.java", "three four", "f-ö.py", "x\"y", "Makefile");

    private static final List<String> PLAIN_FOLDERS = List.of("", "src/", "src/main/", "docs/deep/er/");
    private static final List<String> PLAIN_NAMES = List.of("one.txt", "Two.java", "three-four", "f_o.py", "Makefile");

    private final Random random;
    private final boolean plain;

    public RandomTrees(long seed) {
        this(seed, false);
    }

    /// @param plain whether names have only what every program reads: no blanks, no quotes, ASCII
    public RandomTrees(long seed, boolean plain) {
        random = new Random(seed);
        this.plain = plain;
    }

    /// A tree under a folder, which ends in a slash.
    public NavigableMap<WorkspacePath, FileImage> tree(String under) {
        NavigableMap<WorkspacePath, FileImage> tree = new TreeMap<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            tree.put(path(under), image());
        }
        return tree;
    }

    /// A tree that differs from another in one or more files.
    public NavigableMap<WorkspacePath, FileImage> changed(NavigableMap<WorkspacePath, FileImage> tree, String under) {
        NavigableMap<WorkspacePath, FileImage> after = new TreeMap<>(tree);
        for (WorkspacePath path : tree.keySet()) {
            FileImage image = tree.get(path);
            switch (random.nextInt(7)) {
                case 0 -> after.remove(path);
                case 1 -> {
                    after.remove(path);
                    after.put(path(under), image);
                }
                case 2 -> after.put(path, new FileImage(mode(), image.content()));
                case 3 -> after.put(path, image());
                case 4 -> after.put(path, new FileImage(mode(), edited(image.content())));
                default -> after.put(path, new FileImage(image.mode(), edited(image.content())));
            }
        }
        if (random.nextBoolean()) {
            after.put(path(under), image());
        }
        return after;
    }

    public static FileSource source(NavigableMap<WorkspacePath, FileImage> tree) {
        return FileSource.of(tree);
    }

    private WorkspacePath path(String under) {
        List<String> folders = plain ? PLAIN_FOLDERS : FOLDERS;
        List<String> names = plain ? PLAIN_NAMES : NAMES;
        return new WorkspacePath(
                under + folders.get(random.nextInt(folders.size())) + names.get(random.nextInt(names.size())));
    }

    private FileMode mode() {
        return random.nextInt(4) == 0 ? FileMode.EXECUTABLE : FileMode.FILE;
    }

    private FileImage image() {
        List<String> lines = new ArrayList<>();
        int count = random.nextInt(10) == 0 ? 0 : random.nextInt(60);
        for (int i = 0; i < count; i++) {
            lines.add(line());
        }
        return new FileImage(mode(), joined(lines, random.nextInt(5) == 0 ? "\r\n" : "\n", random.nextInt(4) > 0));
    }

    /// Words that come again and again, so that places are not always told by one line.
    public String line() {
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> "}";
            case 2 -> "  ".repeat(random.nextInt(3)) + "word" + random.nextInt(6);
            case 3 -> "call(" + random.nextInt(1000) + "); // ünïcode";
            default -> "name" + random.nextInt(1_000_000);
        };
    }

    private static Content joined(List<String> lines, String end, boolean ended) {
        String text = String.join(end, lines);
        return Content.of(ended && !lines.isEmpty() ? text + end : text);
    }

    /// A text with some lines changed, added or gone.
    public Content edited(Content content) {
        String text = content.text();
        String end = text.contains("\r\n") ? "\r\n" : "\n";
        List<String> lines = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split("\r?\n", -1)));
        for (int i = 0; i <= random.nextInt(4); i++) {
            int at = random.nextInt(lines.size() + 1);
            switch (random.nextInt(3)) {
                case 0 -> lines.add(at, line());
                case 1 ->
                    lines.subList(at, Math.min(lines.size(), at + 1 + random.nextInt(3)))
                            .clear();
                default -> {
                    if (at < lines.size()) {
                        lines.set(at, line());
                    }
                }
            }
        }
        return Content.of(String.join(end, lines));
    }
}
