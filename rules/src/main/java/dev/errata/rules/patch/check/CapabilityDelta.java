package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the files of a patch can do afterwards, less what they could before.
///
/// Both are multisets over all files of the patch: code that is moved, inside a file or from one to another,
/// re-indented
/// or given other local names adds nothing; one more call of what is called already adds one.
final class CapabilityDelta {
    private CapabilityDelta() {}

    /// A use in one file.
    private record At(Judged file, Use use) {
        boolean inAddedLine() {
            return file.placed().isAdded(use.line());
        }
    }

    static List<Finding> of(List<Judged> files) {
        Map<String, Integer> before = new HashMap<>();
        Map<String, List<At>> after = new LinkedHashMap<>();
        for (Judged file : files) {
            Uses.Of old = file.usesBefore();
            Uses.Of fresh = file.usesAfter();
            if (old != null) {
                old.uses().forEach(use -> before.merge(use.key(), 1, Integer::sum));
            }
            if (fresh != null) {
                fresh.uses()
                        .forEach(use -> after.computeIfAbsent(use.key(), ignored -> new ArrayList<>())
                                .add(new At(file, use)));
            }
        }
        List<Finding> found = new ArrayList<>();
        after.forEach((key, uses) -> {
            int more = uses.size() - before.getOrDefault(key, 0);
            uses.stream()
                    .sorted(Comparator.comparing(use -> !use.inAddedLine()))
                    .limit(Math.max(0, more))
                    .map(CapabilityDelta::finding)
                    .forEach(found::add);
        });
        return once(found);
    }

    private static Finding finding(At at) {
        Use use = at.use();
        return new Finding(
                use.capability() == null ? Finding.Kind.UNRESOLVED : Finding.Kind.CAPABILITY,
                use.weight(),
                use.capability(),
                at.file().change().path(),
                at.file().placed().hunkAt(use.line()),
                use.line(),
                use.column(),
                use.reason());
    }

    /// One line that adds a capability in several ways is one finding: the one with the longest reason.
    private static List<Finding> once(List<Finding> findings) {
        Map<String, Finding> kept = new LinkedHashMap<>();
        for (Finding finding : findings) {
            String key = finding.path() + " " + finding.line() + " " + finding.kind() + " " + finding.weight() + " "
                    + finding.capability();
            kept.merge(
                    key,
                    finding,
                    (one, other) -> other.reason().length() > one.reason().length() ? other : one);
        }
        return List.copyOf(kept.values());
    }
}
