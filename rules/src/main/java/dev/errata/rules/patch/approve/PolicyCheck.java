package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a policy lets a patch through.
///
/// **Thread:** any that may work for a second.
public final class PolicyCheck {
    private final Policy policy;
    private final Trees trees;

    public PolicyCheck(Policy policy, Trees trees) {
        this.policy = policy;
        this.trees = trees;
    }

    /// What speaks against it, apart from gates; empty if nothing does.
    public List<String> objections(Patch patch, Verdict verdict) {
        List<String> against = new ArrayList<>();
        if (!policy.enabled()) {
            against.add("the policy is off");
        }
        if (verdict.status() == Verdict.Status.UNSAFE) {
            against.add("the verdict is unsafe");
        }
        if (policy.noAddedCapability() && !verdict.capabilities().isEmpty()) {
            against.add("the verdict " + verdict.words());
        }
        if (policy.noUnknown() && unknown(verdict)) {
            against.add("something could not be resolved or read");
        }
        if (policy.syntaxOk() && verdict.syntax() != Verdict.Syntax.OK) {
            against.add("the syntax is " + verdict.syntax().word());
        }
        int lines = lines(patch);
        if (lines > policy.maxLines()) {
            against.add(lines + " lines change, more than " + policy.maxLines());
        }
        List<Glob> globs = policy.paths().stream().map(Glob::of).toList();
        for (WorkspacePath path : patch.before().keySet()) {
            if (globs.stream().noneMatch(glob -> glob.takes(path.value()))) {
                against.add(path + " is not among the paths");
            }
        }
        if (policy.syntaxOnly()) {
            patch.files().stream()
                    .filter(file -> !sameProgram(file))
                    .forEach(file -> against.add(file.path() + " changes more than comments and white space"));
        }
        return against;
    }

    private static boolean unknown(Verdict verdict) {
        return verdict.findings().stream()
                .anyMatch(finding -> finding.weight() == Finding.Weight.UNKNOWN
                        || finding.kind() == Finding.Kind.UNRESOLVED
                        || finding.kind() == Finding.Kind.NOT_CHECKED);
    }

    /// What gates speak against it; empty if the policy asks for none or all passed.
    public List<String> objections(List<GateOutcome> gates) {
        if (!policy.gatesPassed()) {
            return List.of();
        }
        if (gates.isEmpty()) {
            return List.of("there is no gate that could have passed");
        }
        return gates.stream()
                .filter(gate -> !gate.state().equals("PASSED"))
                .map(gate -> "gate " + gate.name() + " is " + gate.state())
                .toList();
    }

    /// Whether gates are to run at all before it decides.
    public boolean asksForGates() {
        return policy.gatesPassed();
    }

    private boolean sameProgram(FileChange file) {
        FileImage before = file.base();
        if (before == null || file.mode() == null || file.from() != null) {
            return false;
        }
        Set<Integer> all = new HashSet<>();
        file.hunks().forEach(hunk -> all.add(hunk.number()));
        return file.result(all)
                .getOrDefault(file.path(), Optional.empty())
                .filter(after -> after.mode() == before.mode() && trees.same(file.path(), before, after))
                .isPresent();
    }

    /// Lines added and removed. What only stands around them does not count where it is the same on both sides, at the
    /// beginning or the end of a hunk.
    static int lines(Patch patch) {
        return patch.files().stream()
                .flatMap(file -> file.hunks().stream())
                .mapToInt(PolicyCheck::lines)
                .sum();
    }

    private static int lines(Hunk hunk) {
        List<String> before = hunk.oldLines();
        List<String> after = hunk.newLines();
        int most = Math.min(before.size(), after.size());
        int head = 0;
        while (head < most && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        return before.size() + after.size() - 2 * (head + tail);
    }
}
