package dev.errata.proxy.downstream;

import dev.errata.logs.problem.ProxyProblem;
import io.netty.handler.codec.DecoderException;
import java.util.Map;

/// Why a request is not carried out: always the client's fault.
///
/// @param problem its kind
/// @param status what the client is told
/// @param reason for people, with the clause that says so
/// @param advice what to do, for people
/// @param headers further ones of the answer
record Fault(ProxyProblem problem, int status, String reason, String advice, Map<String, String> headers) {

    Fault(ProxyProblem problem, int status, String reason) {
        this(problem, status, reason, "correct the request", Map.of());
    }

    /// Carries a fault through a decoder's result.
    static final class Found extends DecoderException {
        private static final long serialVersionUID = 1;
        private final transient Fault fault;

        Found(Fault fault) {
            super(fault.reason());
            this.fault = fault;
        }

        Fault fault() {
            return fault;
        }
    }

    /// The same as the client reads it.
    String message() {
        return "Errata did not carry out this request: " + reason + ". Nothing was changed; " + advice + ".";
    }

    /// The same as the journal keeps it.
    String note() {
        return problem.said("the client's fault: " + reason);
    }
}
