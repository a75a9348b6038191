package dev.errata.proxy.rewrite;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.wire.LaneId;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleFailure;
import dev.errata.rules.text.Rewrite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One lane of one exchange: its rewriter and how far its text has gone out.
final class Lane {

    final LaneId id;

    /// What it takes to tell its text again, on a wire that repeats texts; else null.
    final @Nullable Said said;

    private final LaneForm form;
    private final String label;
    private final Exchange exchange;
    private LaneRewriter rewriter;
    private boolean open;
    private boolean rewritten;
    private boolean kept;

    /// Raw text before this is accounted for by what the client has: sent, or inside a match whose replacement was
    /// sent.
    private long covered;

    Lane(LaneId id, LaneForm form, LaneRewriter rewriter, Exchange exchange, boolean repeats) {
        this.id = id;
        this.form = form;
        this.label = id.label();
        this.rewriter = rewriter;
        this.exchange = exchange;
        this.said = repeats ? new Said() : null;
    }

    /// @param frame number of the frame that the text came in
    void push(String text, long frame) {
        open = true;
        if (said != null) {
            said.received(text, frame);
        }
        rewriter.push(text);
        observe();
    }

    /// Another channel of its choice speaks. A text is complete then; JSON tells its own end, and is left open so that
    /// a server may mix its fragments with others.
    void overheard() {
        switch (form) {
            case TEXT, REASONING, CODE, INPUT -> end();
            case ARGUMENTS, JSON -> {}
        }
    }

    void end() {
        if (open) {
            open = false;
            rewriter.end();
            observe();
        }
    }

    long received() {
        return rewriter.received();
    }

    long settled() {
        return rewriter.settled();
    }

    long safeCut() {
        return rewriter.safeCut();
    }

    LaneRewriter.Corrected take(long to) {
        return rewriter.take(to);
    }

    long covered() {
        return covered;
    }

    /// Text went out.
    ///
    /// @param to the raw position that it reaches
    void passed(String raw, String sent, long to, List<Rewrite> changes) {
        covered = Math.max(covered, to);
        for (Rewrite change : changes) {
            covered = Math.max(covered, change.span().end());
        }
        if (said != null) {
            said.changed(changes);
        }
        exchange.passed(label, raw, sent, changes);
        rewritten |= !changes.isEmpty();
        tellIfTooLate();
    }

    /// Its text should not have been changed, as it turns out when it has passed.
    void keepLate() {
        kept = true;
        tellIfTooLate();
    }

    private void tellIfTooLate() {
        if (kept && rewritten) {
            kept = false;
            exchange.note("rules changed " + label
                    + ", which the model server signed afterwards: its signature no longer" + " fits the text");
        }
    }

    /// Goes on without rules.
    ///
    /// @param at raw text so far
    void passOn(long at) {
        open = false;
        if (said != null) {
            said.back(at);
        }
        rewriter = new PassingLane(at);
    }

    /// The rule that failed open in it, if one did: the rest of its text passes unchanged.
    @Nullable
    RuleFailure failure() {
        return rewriter.failure().orElse(null);
    }

    private void observe() {
        List<Rewrite> observed = rewriter.drainObserved();
        if (!observed.isEmpty()) {
            exchange.observed(label, observed);
        }
    }
}
