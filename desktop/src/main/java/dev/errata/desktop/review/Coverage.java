package dev.errata.desktop.review;

import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which changed lines of a patch have been on screen. A hunk counts once all of them have; one without lines, once its
/// head has.
///
/// **Thread:** the FX thread.
final class Coverage {
    private static final HunkSize NOTHING = new HunkSize(0, 0);

    private final Map<Integer, Part> parts = new HashMap<>();
    private boolean measured;

    private static final class Part {
        private final Hunk hunk;
        private final HunkSize size;
        private final BitSet old = new BitSet();
        private final BitSet now = new BitSet();
        private boolean head;

        Part(Hunk hunk, HunkSize size) {
            this.hunk = hunk;
            this.size = size;
        }

        boolean complete() {
            return head && old.cardinality() >= size.removed() && now.cardinality() >= size.added();
        }
    }

    /// Measures the hunks of a patch, by number. It compares lines, so not on the FX thread.
    static Map<Integer, HunkSize> sizes(Patch patch) {
        Map<Integer, HunkSize> sizes = new HashMap<>();
        patch.files().forEach(file -> file.hunks().forEach(hunk -> sizes.put(hunk.number(), HunkSize.of(hunk))));
        return sizes;
    }

    /// Begins anew with a patch; hunks that are as they were keep what was seen of them.
    void of(Patch patch, Map<Integer, HunkSize> sizes) {
        Map<Integer, Part> before = new HashMap<>(parts);
        parts.clear();
        patch.files()
                .forEach(file -> file.hunks().forEach(hunk -> {
                    Part old = before.get(hunk.number());
                    HunkSize size = sizes.getOrDefault(hunk.number(), NOTHING);
                    parts.put(hunk.number(), old != null && old.hunk.equals(hunk) ? old : new Part(hunk, size));
                }));
        measured = true;
    }

    /// Another patch has come, and nothing is known of it yet.
    void unknown() {
        measured = false;
    }

    /// Forgets everything: another proposal is looked at.
    void clear() {
        parts.clear();
        measured = false;
    }

    /// A row was on screen.
    void saw(DiffRow row) {
        switch (row) {
            case DiffRow.Head(int hunk) -> part(hunk).ifPresent(part -> part.head = true);
            case DiffRow.Changed changed ->
                part(changed.hunk()).ifPresent(part -> {
                    if (changed.old() != null) {
                        part.old.set(changed.before());
                    }
                    if (changed.now() != null) {
                        part.now.set(changed.after());
                    }
                });
            case DiffRow.Same same -> {
                // It changes nothing.
            }
            case DiffRow.Fold fold -> {
                // Nor does this.
            }
            case DiffRow.Told told -> {
                // It is said in the verdict too.
            }
            case DiffRow.Said said -> {
                // Not part of the patch.
            }
        }
    }

    private Optional<Part> part(int hunk) {
        return Optional.ofNullable(parts.get(hunk));
    }

    int seen() {
        return (int) parts.values().stream().filter(Part::complete).count();
    }

    boolean complete() {
        return measured && parts.values().stream().allMatch(Part::complete);
    }

    /// The first hunk that was not on screen as a whole.
    Optional<Integer> nextUnseen() {
        return parts.entrySet().stream()
                .filter(entry -> !entry.getValue().complete())
                .map(Map.Entry::getKey)
                .min(Integer::compare);
    }

    HunkSize size(int hunk) {
        return part(hunk).map(part -> part.size).orElse(NOTHING);
    }
}
