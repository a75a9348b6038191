package dev.errata.rules.patch.desk;

import dev.errata.logs.event.SystemEvent;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyCheck;
import dev.errata.rules.patch.approve.PolicyText;
import dev.errata.rules.patch.approve.Trees;
import dev.errata.rules.store.patch.DeskTables;
import dev.errata.rules.store.patch.KeptProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The auto-approval policies of workspaces, each under `policy` in the workspace's settings.
///
/// **Thread:** any that may wait. **Errors:** [dev.errata.logs.store.StoreException]; [IllegalArgumentException] for a
/// workspace that is not known.
public final class Policies {
    private static final String KEY = "policy";

    private final DeskTables tables;
    private final Ledger ledger;
    private final Cases cases;
    private final Trees trees;

    Policies(DeskTables tables, Ledger ledger, Cases cases, Trees trees) {
        this.tables = tables;
        this.ledger = ledger;
        this.cases = cases;
        this.trees = trees;
    }

    /// What became of the wish to change a policy.
    public sealed interface Saving {

        /// It is in force, if it is enabled.
        record Saved(Policy policy) implements Saving {}

        /// It is none, or another was saved meanwhile. Nothing was changed.
        record Refused(List<String> faults) implements Saving {
            public Refused {
                faults = List.copyOf(faults);
            }
        }
    }

    /// What a policy would have said of a proposal that there was.
    ///
    /// @param objections none if it would have let it through
    public record Trial(String proposal, String title, String state, List<String> objections) {
        public Trial {
            objections = List.copyOf(objections);
        }
    }

    /// What the settings of a workspace say.
    public PolicyText.Reading read(String workspace) {
        String settings = settings(workspace);
        try {
            JsonNode policy = Json.read(settings).path(KEY);
            return policy.isMissingNode() ? new PolicyText.Reading.Good(Policy.OFF) : PolicyText.read(policy);
        } catch (IllegalArgumentException e) {
            return new PolicyText.Reading.Bad(List.of("The workspace's settings cannot be read: " + e.getMessage()));
        }
    }

    /// The policy in force; one that is off if what is written is none.
    Policy inForce(String workspace) {
        return switch (read(workspace)) {
            case PolicyText.Reading.Good(Policy policy) -> policy.enabled() ? policy : Policy.OFF;
            case PolicyText.Reading.Bad bad -> Policy.OFF;
        };
    }

    /// What a ticket names: empty if no policy is in force.
    String mark(String workspace) {
        Policy policy = inForce(workspace);
        return policy.enabled() ? policy.sha256() : "";
    }

    /// All settings of a workspace, as JSON: its policy and its gates.
    public String settings(String workspace) {
        return tables.settings(workspace)
                .orElseThrow(() -> new IllegalArgumentException("There is no workspace " + workspace + "."));
    }

    /// Puts settings in the place of those that were read; the journal names what changes.
    ///
    /// @param after a JSON object
    /// @return false if they are others now; nothing was changed then
    public boolean settings(String workspace, String before, String after, Actor actor) {
        if (!settings(workspace).equals(before)) {
            return false;
        }
        JsonNode old = Json.read(before);
        JsonNode fresh = Json.read(after);
        Set<String> names = new TreeSet<>(old.propertyNames());
        names.addAll(fresh.propertyNames());
        for (String name : names) {
            if (!old.path(name).equals(fresh.path(name))) {
                ledger.record(new SystemEvent.SettingChanged(
                        "workspace." + workspace + "." + name,
                        text(old.path(name)),
                        text(fresh.path(name)),
                        actor.channel().word()));
            }
        }
        return tables.settings(workspace, before, after);
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "" : Json.string(value);
    }

    /// Puts a policy in the place of the one before.
    ///
    /// @param text JSON object, see [Policy]
    public Saving save(String workspace, String text, Actor actor) {
        String before = settings(workspace);
        switch (PolicyText.read(text)) {
            case PolicyText.Reading.Bad(List<String> faults) -> {
                return new Saving.Refused(faults);
            }
            case PolicyText.Reading.Good(Policy policy) -> {
                if (!(Json.read(before) instanceof ObjectNode all)) {
                    return new Saving.Refused(List.of("The workspace's settings are no JSON object."));
                }
                all.set(KEY, PolicyText.write(policy));
                return settings(workspace, before, Json.string(all), actor)
                        ? new Saving.Saved(policy)
                        : new Saving.Refused(List.of("The settings were changed meanwhile. Look again."));
            }
        }
    }

    /// What a policy would have said of past proposals of a workspace, newest first. Gates count as they ended then;
    /// none is run.
    public List<Trial> dryRun(String workspace, Policy policy, int limit) {
        Policy on = new Policy(
                true,
                policy.paths(),
                policy.maxLines(),
                policy.noAddedCapability(),
                policy.noUnknown(),
                policy.syntaxOk(),
                policy.gatesPassed(),
                policy.syntaxOnly());
        var check = new PolicyCheck(on, trees);
        List<Trial> trials = new ArrayList<>();
        for (KeptProposal kept : tables.newest(workspace, limit)) {
            Case of = cases.open(kept);
            Patch patch = of.patch();
            Verdict verdict = of.verdict();
            List<String> objections = new ArrayList<>();
            if (patch == null || verdict == null) {
                objections.add("it was never judged");
            } else {
                objections.addAll(check.objections(patch, verdict));
                objections.addAll(check.objections(cases.shown(of).gates()));
            }
            trials.add(new Trial(of.id(), of.row().came().title(), of.state(), objections));
        }
        return trials;
    }

    PolicyCheck check(Policy policy) {
        return new PolicyCheck(policy, trees);
    }
}
