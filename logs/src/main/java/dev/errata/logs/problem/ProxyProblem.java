package dev.errata.logs.problem;

import dev.errata.logs.problem.Problem.Blame;
import dev.errata.logs.problem.Problem.Entry;
import dev.errata.logs.problem.Problem.Severity;

/// What a client is told instead of the model server's answer, or at its broken end.
public enum ProxyProblem implements Problem {
    SERVER_UNREACHABLE(
            1,
            Severity.ERROR,
            Blame.MODEL_SERVER,
            true,
            "The model server cannot be reached; nothing was sent to it.",
            "Start it, or choose another one in Errata, and ask again."),
    SERVER_LEFT_ALONE(
            2,
            Severity.ERROR,
            Blame.MODEL_SERVER,
            true,
            "The model server has failed several times in a row and is left alone for a while; nothing was sent to it.",
            "Ask again after the time that Retry-After names; look at the server's own log meanwhile."),
    ANSWER_BROKEN_OFF(
            3,
            Severity.ERROR,
            Blame.MODEL_SERVER,
            true,
            "The model server closed the connection before its answer was complete; what had come was passed on.",
            "Ask again; look at the server's own log for why it ended."),
    ANSWER_NOT_HTTP(
            4,
            Severity.ERROR,
            Blame.MODEL_SERVER,
            false,
            "What the model server sent is not HTTP/1.1.",
            "Check that the address is a model server's."),
    ANSWER_NOT_DECODED(
            5,
            Severity.ERROR,
            Blame.MODEL_SERVER,
            false,
            "The model server's encoded answer cannot be decoded.",
            "Switch compression off in the model server or in the proxy before it."),
    REQUEST_BROKEN(
            6,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The client's request is not HTTP as RFC 9112 has it, or could be read in two ways; it was not passed on.",
            "Correct the client; a request like this can be an attack."),
    REQUEST_TOO_LARGE(
            7,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The head of the request, or what its body decodes to, is larger than Errata takes.",
            "Send less; the limits are in the help."),
    REQUEST_NOT_DECODED(
            8,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The body of the request is not what its Content-Encoding says.",
            "Send it without a coding, or correct it."),
    REQUEST_TOO_SLOW(
            9,
            Severity.NOTE,
            Blame.CLIENT,
            true,
            "The request did not go on in time.",
            "Ask again; the limits are in the help."),
    NO_TUNNEL(
            10,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "Errata was asked to be a tunnel or another protocol's server.",
            "Put Errata's address where the model server's stood, instead of configuring it as a proxy."),
    FOREIGN_HOST(
            11,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The Host header names another machine than this one.",
            "Use http://127.0.0.1:PORT or http://localhost:PORT."),
    FOREIGN_ORIGIN(
            12,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "A page that Errata does not know tried to use the model server; nothing was sent.",
            "If you trust the page, add its origin to the setting that lists them."),
    CLIENT_UNKNOWN(
            13,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "Clients need a token here, and this one sent none that is known.",
            "Give the client its token: 'errata clients add NAME' prints one."),
    TOO_MANY_REQUESTS(
            14,
            Severity.NOTE,
            Blame.CLIENT,
            true,
            "The client asks more often, or more at once, than its limit allows; nothing was sent.",
            "Ask again after the time that Retry-After names, or raise the limit."),
    BUDGET_SPENT(
            15,
            Severity.NOTE,
            Blame.PERSON,
            false,
            "The budget of tokens is spent, and the hard stop is on; nothing was sent.",
            "Raise the budget, switch the hard stop off, or wait for the next period."),
    RULE_FAILED(
            16,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "A rule that must not fail did fail, so the answer was ended.",
            "Look at the rule's note; 'on_error = open' lets answers go on without it.");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and enums
    private final Entry entry;

    ProxyProblem(int number, Severity severity, Blame blame, boolean recoverable, String meaning, String remedy) {
        entry = new Entry(number, severity, blame, recoverable, meaning, remedy);
    }

    @Override
    public String family() {
        return "PROXY";
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
