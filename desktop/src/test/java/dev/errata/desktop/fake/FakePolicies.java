package dev.errata.desktop.fake;

import dev.errata.desktop.review.PolicyBook;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyText;
import dev.errata.rules.patch.desk.Policies;
import java.util.ArrayList;
import java.util.List;

/// One policy for all workspaces, in memory.
public final class FakePolicies implements PolicyBook {
    public final List<Policy> saved = new ArrayList<>();

    @Override
    public synchronized PolicyText.Reading read(String workspace) {
        return new PolicyText.Reading.Good(saved.isEmpty() ? Policy.OFF : saved.getLast());
    }

    @Override
    public synchronized Policies.Saving save(String workspace, Policy policy) {
        if (PolicyText.read(PolicyText.write(policy).toString())
                instanceof PolicyText.Reading.Bad(List<String> faults)) {
            return new Policies.Saving.Refused(faults);
        }
        saved.add(policy);
        return new Policies.Saving.Saved(policy);
    }

    @Override
    public List<Policies.Trial> dryRun(String workspace, Policy policy) {
        return List.of(
                new Policies.Trial("01KT2", "Correct a typing error in the readme", "committed", List.of()),
                new Policies.Trial(
                        "01KT1",
                        "Read settings from the environment",
                        "quarantined",
                        List.of("src/settings.py fits none of its paths", "it adds environment")));
    }
}
