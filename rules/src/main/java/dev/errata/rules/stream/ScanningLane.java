package dev.errata.rules.stream;

import dev.errata.rules.Rule;
import dev.errata.rules.match.CompiledRule;
import dev.errata.rules.match.LaneText;
import dev.errata.rules.match.Probe;
import dev.errata.rules.region.Regions;
import dev.errata.rules.text.Rewrite;
import dev.errata.rules.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks a lane's text from position to position, asks a [Probe] at each where a match may begin, and stops at the
/// first one that is not decided.
///
/// Everything before the cursor is decided, and nothing at or after it is: an undecided position means two
/// continuations with different matches *beginning there*, so no larger cut could be right; and between matches nothing
/// is kept back.
///
/// Shadow and detect-only rules have a cursor of their own, which holds nothing: it may stay behind what was taken.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | one replacement | 65,536 units | the rule has failed |
/// | all replacements together, beyond what they replace | 4 Mi units | the rule has failed |
/// | replacements | 50,000 | the rule has failed |
///
/// A rule that has failed corrects nothing more, nor does any other: from that match on the lane passes what it gets.
/// If the rule is one to fail closed, the lane throws and may be asked for nothing more.
final class ScanningLane implements LaneRewriter {

    /// Kept before what is needed: the left neighbours of assertions, words and graphemes.
    private static final int LOOK_BEHIND = 128;

    static final int MAX_REPLACEMENT = 1 << 16;
    static final int MAX_GROWTH = 4 << 20;
    static final int MAX_REPLACEMENTS = 50_000;

    /// A match that changed something.
    private record Edit(long start, long end, String after, Rewrite rewrite) {}

    private final LaneText text = new LaneText();
    private final Regions regions;
    private final Walk walk;
    private final @Nullable Observer observer;
    private final Deque<Edit> edits = new ArrayDeque<>();
    private long taken;
    private long growth;
    private int replacements;
    private @Nullable RuleFailure failure;

    ScanningLane(RuleSelection rules, Regions regions, boolean observed) {
        this.regions = regions;
        this.walk =
                new Walk(text, regions.track(), region -> rules.machines(region).correcting());
        this.observer = observed ? new Observer(rules, text, regions.track()) : null;
    }

    @Override
    public void push(CharSequence delta) {
        long from = text.limit();
        text.append(delta);
        regions.feed(text, from);
        advance();
    }

    @Override
    public void end() {
        text.end();
        regions.end(text);
        advance();
    }

    private void advance() {
        correct();
        if (observer != null) {
            observer.advance();
        }
        long needed = observer == null ? taken : Math.min(taken, observer.cursor());
        text.forget(Math.max(text.base(), needed - LOOK_BEHIND));
        regions.track().forget(Math.min(needed, settled()));
    }

    private void correct() {
        walk.refresh();
        while (failure == null && walk.next()) {
            Probe probe = walk.probe();
            switch (probe.choose(walk.certain(), walk.possible())) {
                case UNDECIDED -> {
                    return;
                }
                case NONE -> walk.pass(walk.cursor() + 1);
                case MATCH -> {
                    if (note(probe.rule(), walk.cursor(), probe.end())) {
                        walk.pass(probe.end());
                    }
                }
            }
        }
    }

    /// @return false if the rule has failed
    private boolean note(CompiledRule rule, long start, long end) {
        String before = text.text(start, end);
        String after = rule.replacement(before, text, start, end);
        if (after != null && !after.equals(before)) {
            growth += Math.max(0, after.length() - before.length());
            replacements++;
            String beyond = beyond(after);
            if (beyond != null) {
                failure = new RuleFailure(rule.rule(), beyond);
                if (rule.rule().onError() == Rule.OnError.CLOSED) {
                    throw failure;
                }
                return false;
            }
            edits.add(new Edit(start, end, after, new Rewrite(rule.rule(), new Span(start, end), before, after, 1)));
        }
        return true;
    }

    private @Nullable String beyond(String after) {
        if (after.length() > MAX_REPLACEMENT) {
            return "its replacement has " + after.length() + " characters; at most " + MAX_REPLACEMENT + " are allowed";
        }
        if (growth > MAX_GROWTH) {
            return "the replacements of one text are more than " + MAX_GROWTH
                    + " characters longer than what they replace";
        }
        return replacements > MAX_REPLACEMENTS ? "one text has more than " + MAX_REPLACEMENTS + " replacements" : null;
    }

    @Override
    public Optional<RuleFailure> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public long received() {
        return text.limit();
    }

    @Override
    public long settled() {
        return failure == null ? walk.cursor() : text.limit();
    }

    @Override
    public long safeCut() {
        return settled() == received() ? received() : Graphemes.cutAtOrBefore(text, settled(), taken);
    }

    @Override
    public Corrected take(long to) {
        if (to < taken || to > settled()) {
            throw new IllegalArgumentException("cannot take to " + to + ": taken " + taken + ", settled " + settled());
        }
        Edit next = edits.peek();
        if (next == null || next.start >= to) {
            String untouched = text.text(taken, to);
            taken = to;
            return new Corrected(untouched, List.of(), false);
        }
        StringBuilder out = new StringBuilder();
        List<Rewrite> rewrites = new ArrayList<>();
        boolean touched = false;
        long at = taken;
        while (at < to) {
            Edit edit = edits.peek();
            if (edit == null || edit.start >= to) {
                out.append(text.text(at, to));
                break;
            }
            if (at < edit.start) {
                out.append(text.text(at, edit.start));
                at = edit.start;
            }
            touched = true;
            if (at == edit.start) {
                out.append(edit.after);
                rewrites.add(edit.rewrite);
            }
            at = Math.min(edit.end, to);
            if (at == edit.end) {
                edits.remove();
            }
        }
        String result = out.toString();
        boolean changed = touched && !result.equals(text.text(taken, to));
        taken = to;
        return new Corrected(result, rewrites, changed);
    }

    @Override
    public List<Rewrite> drainObserved() {
        return observer == null ? List.of() : observer.drain();
    }
}
