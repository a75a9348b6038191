package dev.errata.proxy.downstream;

import dev.errata.proxy.rewrite.Rules;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.stream.RuleProgram;

/// The rule snapshot taken at the exchange's start, until the request has been read and tells which of it applies.
///
/// @param off why there is to be no correction at all, or empty
record RuleChoice(RuleProgram program, String client, String off) {

    Rules rules(RequestFacts facts) {
        return off.isEmpty() ? Rules.of(program, client, facts) : Rules.off(off, facts);
    }

    /// Whether the answer goes through the rules, be there any or not.
    boolean on() {
        return off.isEmpty();
    }
}
