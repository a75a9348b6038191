package dev.errata.proxy.downstream;

import dev.errata.proxy.rewrite.Rules;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.correction.Correction;
import dev.errata.rules.stream.RuleProgram;
import io.netty.handler.codec.http.HttpRequest;

/// The rule snapshot taken at the exchange's start, until the request has been read and tells which of it applies.
///
/// @param off why there is to be no correction at all, or empty
record RuleChoice(RuleProgram program, String client, String off) {

    /// The choice of a request, as the one switch for all correction stands and the request itself says.
    static RuleChoice of(RuleProgram program, String client, HttpRequest request, Correction correction) {
        return new RuleChoice(program, client, off(request, correction));
    }

    private static String off(HttpRequest request, Correction correction) {
        if (request.headers().get(Headers.BYPASS, "").strip().equals("1")) {
            return "not rewritten: the client asked for no correction";
        }
        return switch (correction) {
            case Correction.On on -> "";
            case Correction.Off none -> "not rewritten: correction is off";
            case Correction.Paused paused -> "not rewritten: correction is paused until " + paused.until();
        };
    }

    Rules rules(RequestFacts facts) {
        return off.isEmpty() ? Rules.of(program, client, facts) : Rules.off(off, facts);
    }

    /// Whether the answer goes through the rules, be there any or not.
    boolean on() {
        return off.isEmpty();
    }
}
