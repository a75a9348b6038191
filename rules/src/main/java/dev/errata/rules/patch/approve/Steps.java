package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.approve.Step.Chosen;
import dev.errata.rules.patch.approve.Step.Edited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that a person did to an open proposal, in order, and what was taken back of it.
///
/// **Thread:** immutable.
///
/// @param undone what was taken back, the last one first
public record Steps(List<Step> done, List<Step> undone) {
    /// Nothing yet.
    public static final Steps NONE = new Steps(List.of(), List.of());

    public Steps {
        done = List.copyOf(done);
        undone = List.copyOf(undone);
    }

    /// One more; what was taken back before cannot be done again then.
    public Steps then(Step step) {
        List<Step> more = new ArrayList<>(done);
        more.add(step);
        return new Steps(more, List.of());
    }

    /// Without the last step; empty if there is none.
    public Optional<Steps> undo() {
        if (done.isEmpty()) {
            return Optional.empty();
        }
        List<Step> back = new ArrayList<>(undone);
        back.addFirst(done.getLast());
        return Optional.of(new Steps(done.subList(0, done.size() - 1), back));
    }

    /// With the step that was taken back last; empty if there is none.
    public Optional<Steps> redo() {
        if (undone.isEmpty()) {
            return Optional.empty();
        }
        List<Step> again = new ArrayList<>(done);
        again.add(undone.getFirst());
        return Optional.of(new Steps(again, undone.subList(1, undone.size())));
    }

    /// What is decided on each hunk that was ever decided on.
    public Map<Integer, Choice> choices() {
        Map<Integer, Choice> choices = new TreeMap<>();
        for (Step step : done) {
            switch (step) {
                case Chosen chosen -> chosen.hunks().forEach(hunk -> choices.put(hunk, chosen.choice()));
                case Edited edited -> {
                    // What was thought of the hunk before is not asked again: whoever edits looks at it.
                }
            }
        }
        return choices;
    }

    /// The numbers that stand at a choice.
    public Set<Integer> at(Choice choice) {
        Set<Integer> hunks = new TreeSet<>();
        choices().forEach((hunk, made) -> {
            if (made == choice) {
                hunks.add(hunk);
            }
        });
        return hunks;
    }

    /// What the edits make of the patch that came.
    ///
    /// **Errors:** [IllegalArgumentException] if it has no such hunk.
    public Patch patch(Patch original) {
        Patch patch = original;
        for (Step step : done) {
            if (step instanceof Edited edited) {
                patch = Edits.apply(patch, edited);
            }
        }
        return patch;
    }

    /// The choices without the way that led to them, for a patch that was carried over to another base: its edits are
    /// part of it then.
    public Steps settled() {
        Steps settled = NONE;
        for (Choice choice : List.of(Choice.ACCEPTED, Choice.REJECTED)) {
            if (!at(choice).isEmpty()) {
                settled = settled.then(new Chosen(at(choice), choice));
            }
        }
        return settled;
    }
}
