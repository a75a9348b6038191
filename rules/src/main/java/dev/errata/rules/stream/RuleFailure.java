package dev.errata.rules.stream;

import dev.errata.rules.Rule;

/// A rule went beyond a limit while it was applied.
///
/// What its exchange does then is the rule's `on_error`: *open*, the lane passes everything from that match on and says
/// so by [LaneRewriter#failure]; *closed*, the lane throws it and may be asked for nothing more.
public final class RuleFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Rule rule;

    /// @param reason for people: what the rule did and what the limit is
    public RuleFailure(Rule rule, String reason) {
        super(reason, null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
