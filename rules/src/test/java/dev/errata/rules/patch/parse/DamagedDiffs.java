package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import dev.errata.rules.patch.diff.RandomTrees;
import dev.errata.rules.patch.diff.UnifiedDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Makes pairs of a tree and a diff, some of which fit and some of which do not.
final class DamagedDiffs {

    /// @param kind what was done to it
    record Pair(NavigableMap<WorkspacePath, FileImage> tree, String text, String kind) {}

    private final RandomTrees trees;
    private final Random random;
    private final boolean plain;

    /// @param plain whether there is nothing that GNU patch reads in a way of its own: odd names, moves, modes alone
    DamagedDiffs(long seed, boolean plain) {
        this.plain = plain;
        trees = new RandomTrees(seed, plain);
        random = new Random(seed);
    }

    Pair next() {
        while (true) {
            NavigableMap<WorkspacePath, FileImage> before = trees.tree("");
            NavigableMap<WorkspacePath, FileImage> after = trees.changed(before, "");
            Optional<Patch> patch = Differences.between(RandomTrees.source(before), RandomTrees.source(after));
            if (patch.isPresent()) {
                String diff = UnifiedDiff.write(patch.get(), patch.get().all());
                if (plain && hasMore(patch.get())) {
                    continue;
                }
                return switch (random.nextInt(6)) {
                    case 0 -> new Pair(drifted(before), diff, "drifted tree");
                    case 1 -> new Pair(before, spoilt(diff), "spoilt line");
                    case 2 -> new Pair(after, diff, "applied already");
                    default -> new Pair(before, diff, "fits");
                };
            }
        }
    }

    private static boolean hasMore(Patch patch) {
        return patch.files().stream()
                .anyMatch(file -> file.from() != null
                        || file.hunks().getFirst().kind() == Hunk.Kind.MODE
                        || file.hunks().stream()
                                .allMatch(hunk -> hunk.oldLines().isEmpty()
                                        && hunk.newLines().isEmpty()));
    }

    /// The tree with lines more or fewer, so that hunks move or do not fit any more.
    private NavigableMap<WorkspacePath, FileImage> drifted(NavigableMap<WorkspacePath, FileImage> tree) {
        NavigableMap<WorkspacePath, FileImage> drifted = new TreeMap<>();
        tree.forEach((path, image) -> {
            List<String> lines = new ArrayList<>(TextLines.of(image.content().text()));
            String end = lines.isEmpty() ? "\n" : TextLines.end(lines.getFirst());
            if (!end.isEmpty()) {
                int at = random.nextInt(3) == 0 ? random.nextInt(lines.size() + 1) : 0;
                for (int i = 0; i <= random.nextInt(3); i++) {
                    lines.add(Math.min(at, Math.max(0, lines.size() - 1)), "drift" + random.nextInt(1_000_000) + end);
                }
            }
            drifted.put(path, new FileImage(image.mode(), Content.of(String.join("", lines))));
        });
        return drifted;
    }

    /// The diff with one character more in one line of a hunk.
    private String spoilt(String diff) {
        List<String> lines = new ArrayList<>(TextLines.of(diff));
        List<Integer> bodies = new ArrayList<>();
        boolean hunk = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            hunk = line.startsWith("@@ ") || (hunk && !line.startsWith("diff --git "));
            if (hunk && !line.startsWith("@@ ") && !line.startsWith("\\")) {
                bodies.add(i);
            }
        }
        if (!bodies.isEmpty()) {
            int at = bodies.get(random.nextInt(bodies.size()));
            String line = lines.get(at);
            lines.set(at, line.charAt(0) + "~" + line.substring(1));
        }
        return String.join("", lines);
    }
}
