package dev.errata.rules.trial;

import dev.errata.logs.blob.RawText;
import dev.errata.logs.blob.RawTextReader;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.RuleSet;
import dev.errata.rules.leaf.LaneOpener;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleFailure;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RuleProgram.Selection;
import dev.errata.rules.stream.RulePrograms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs kept exchanges through a candidate rule set: what it would have changed.
///
/// Each lane gets the rewriter that it had when it was alive, by what is kept of it, and its whole raw text at once:
/// the engine's result does not depend on how a text was cut.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | changed exchanges that are listed | 1,000 | only counted |
///
/// **Thread:** any that may block; a run takes about a millisecond for each exchange of a few kilobytes.
public final class Replay {

    private static final int LISTED = 1_000;

    private final RuleProgram program;
    private final List<ReplayReport.Change> changes = new ArrayList<>();
    private int replayed;
    private int changed;
    private int detected;
    private int unreadable;
    private int lanesLeftOut;
    private final List<String> failures = new ArrayList<>();

    /// Told how far a run has come.
    @FunctionalInterface
    public interface Progress {
        /// Nobody wants to know.
        Progress NONE = (done, of) -> {};

        void at(int done, int of);
    }

    private Replay(RuleSet candidate) {
        this.program = RulePrograms.compile(candidate);
    }

    /// Replays the newest exchanges that are kept.
    ///
    /// @param last how many at most
    public static ReplayReport run(RuleSet candidate, RawTextReader texts, int last, Progress progress) {
        var replay = new Replay(candidate);
        List<String> newest = texts.newest(last);
        int done = 0;
        for (String exchange : newest) {
            switch (texts.find(exchange)) {
                case RawTextReader.Kept(RawText text) -> replay.add(text);
                case RawTextReader.Gone() -> {
                    // Deleted since the folder was listed: it is simply not one of them any more.
                }
                case RawTextReader.Spoilt spoilt -> replay.unreadable++;
                case RawTextReader.Unreadable unreadable -> replay.unreadable++;
            }
            progress.at(++done, newest.size());
        }
        return replay.report();
    }

    private ReplayReport report() {
        return new ReplayReport(replayed, changed, detected, changes, unreadable, lanesLeftOut, failures);
    }

    private void add(RawText text) {
        replayed++;
        Selection rules =
                program.select(text.model() == null ? "" : text.model(), text.client(), guards(text.guarded()));
        List<ReplayReport.Edit> edits = new ArrayList<>();
        boolean observed = false;
        for (RawText.Lane lane : text.lanes()) {
            LaneRewriter rewriter = source(lane)
                    .map(source -> LaneOpener.open(rules, source))
                    .orElse(null);
            if (rewriter == null) {
                lanesLeftOut++;
            } else {
                observed |= run(rewriter, lane, text.exchange(), edits);
            }
        }
        detected += observed ? 1 : 0;
        if (!edits.isEmpty()) {
            changed++;
            if (changes.size() < LISTED) {
                changes.add(new ReplayReport.Change(text.exchange(), text.at(), text.model(), edits));
            }
        }
    }

    /// @return whether a rule without a replacement found something
    private boolean run(LaneRewriter rewriter, RawText.Lane lane, String exchange, List<ReplayReport.Edit> edits) {
        try {
            rewriter.push(lane.text());
            rewriter.end();
            rewriter.take(rewriter.settled())
                    .rewrites()
                    .forEach(rewrite -> edits.add(new ReplayReport.Edit(lane.lane(), rewrite)));
            return !rewriter.drainObserved().isEmpty();
        } catch (RuleFailure e) {
            failures.add("rule " + e.rule().id() + " failed in exchange " + exchange + ": " + e.getMessage());
            return false;
        }
    }

    /// What the lane's rewriter was made for; empty if a newer version kept a form that this one does not know.
    private static Optional<LaneSource> source(RawText.Lane lane) {
        LaneForm known = named(LaneForm.values(), lane.form());
        return known == null ? Optional.empty() : Optional.of(new LaneSource(known, lane.subject()));
    }

    private static Set<Policy> guards(List<String> names) {
        Set<Policy> guards = EnumSet.noneOf(Policy.class);
        for (String name : names) {
            Policy guard = named(Policy.values(), name);
            if (guard != null) {
                guards.add(guard);
            }
        }
        return guards;
    }

    private static <E extends Enum<E>> @Nullable E named(E[] values, String name) {
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
                return value;
            }
        }
        return null;
    }
}
