package dev.errata.desktop.review;

import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which changed lines of a patch have been on screen. A hunk counts once all of them have; one without lines, once its
/// head has.
///
/// **Thread:** the FX thread.
final class Coverage {
    private final Map<Integer, Part> parts = new HashMap<>();

    private static final class Part {
        private final Hunk hunk;
        private final HunkSize size;
        private final BitSet old = new BitSet();
        private final BitSet now = new BitSet();
        private boolean head;

        Part(Hunk hunk) {
            this.hunk = hunk;
            this.size = HunkSize.of(hunk);
        }

        boolean complete() {
            return head && old.cardinality() >= size.removed() && now.cardinality() >= size.added();
        }
    }

    /// Begins anew with a patch; hunks that are as they were keep what was seen of them.
    void of(@Nullable Patch patch) {
        Map<Integer, Part> before = new HashMap<>(parts);
        parts.clear();
        if (patch != null) {
            patch.files()
                    .forEach(file -> file.hunks().forEach(hunk -> {
                        Part old = before.get(hunk.number());
                        parts.put(hunk.number(), old != null && old.hunk.equals(hunk) ? old : new Part(hunk));
                    }));
        }
    }

    /// Forgets everything: another proposal is looked at.
    void clear() {
        parts.clear();
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
        return parts.values().stream().allMatch(Part::complete);
    }

    /// The first hunk that was not on screen as a whole.
    Optional<Integer> nextUnseen() {
        return parts.entrySet().stream()
                .filter(entry -> !entry.getValue().complete())
                .map(Map.Entry::getKey)
                .min(Integer::compare);
    }

    /// Whether this row shows something that was not on screen yet.
    boolean isNew(DiffRow row) {
        return row instanceof DiffRow.Changed changed
                && part(changed.hunk())
                        .filter(part -> (changed.old() != null && !part.old.get(changed.before()))
                                || (changed.now() != null && !part.now.get(changed.after())))
                        .isPresent();
    }

    HunkSize size(int hunk) {
        return part(hunk).map(part -> part.size).orElse(new HunkSize(0, 0));
    }
}
