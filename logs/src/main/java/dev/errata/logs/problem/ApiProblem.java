package dev.errata.logs.problem;

import dev.errata.logs.problem.Problem.Blame;
import dev.errata.logs.problem.Problem.Entry;
import dev.errata.logs.problem.Problem.Severity;

/// What was asked of `/errata/` and refused.
public enum ApiProblem implements Problem {
    BAD_REQUEST(
            1,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "A parameter of the request cannot be used.",
            "Correct what the message names; see /errata/api/v1/openapi.json."),
    BAD_JSON(
            2,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "The body is missing or is not JSON in UTF-8.",
            "Send one JSON object as the body."),
    NO_TOKEN(
            3,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The route needs a token and none was sent.",
            "Send the header Authorization: Bearer with owner-token (people) or token (agents) of Errata's home."),
    WRONG_TOKEN(
            4,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The token sent is not one of this home.",
            "Read the token again from the home of the running Errata."),
    OWNER_ONLY(
            5,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "An agent's token reads only; this route changes something.",
            "Ask the person who owns this Errata, or use owner-token if that is you."),
    FOREIGN_HOST(
            6,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "The Host header names another machine than this one.",
            "Use http://127.0.0.1:PORT or http://localhost:PORT."),
    FOREIGN_ORIGIN(
            7,
            Severity.NOTE,
            Blame.CLIENT,
            false,
            "A page from the web tried to use Errata; nothing was done.",
            "Call from a program, not from a web page."),
    NO_ROUTE(
            8,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "Errata has nothing at this path.",
            "GET /errata/api/v1/openapi.json lists every route."),
    NOT_FOUND(
            9,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "The route exists, the thing asked for does not.",
            "List what there is first; ids are never used again."),
    METHOD_NOT_ALLOWED(
            10,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "The path exists, but not with this method.",
            "Use a method that the Allow header names."),
    CONFLICT(
            11,
            Severity.NOTE,
            Blame.PERSON,
            false,
            "It cannot be done in the present state; nothing was changed.",
            "Read the present state and decide again."),
    PORT_TAKEN(
            12,
            Severity.ERROR,
            Blame.MACHINE,
            true,
            "Another program listens at that port; the old listener goes on.",
            "Choose another port (0 takes a free one) or end the other program."),
    TOO_LARGE(
            13,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "The body is larger than Errata takes here.",
            "Send less at once."),
    NOT_JSON(
            14,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "The body is not declared as JSON.",
            "Send the header Content-Type: application/json."),
    INVALID(
            15,
            Severity.ERROR,
            Blame.CLIENT,
            false,
            "The body is JSON, but its content cannot be accepted; nothing was changed.",
            "Correct what the message names."),
    INTERNAL(
            16,
            Severity.ERROR,
            Blame.ERRATA,
            true,
            "Errata itself failed; traffic to the model server is not touched by this.",
            "See logs/errata.log in Errata's home and report it with this code."),
    NOT_WRITABLE(
            17,
            Severity.FATAL,
            Blame.MACHINE,
            true,
            "The database or the journal cannot be written; nothing was changed.",
            "See GET /errata/health for the reason: mostly a full disk or a read-only folder.");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and enums
    private final Entry entry;

    ApiProblem(int number, Severity severity, Blame blame, boolean recoverable, String meaning, String remedy) {
        entry = new Entry(number, severity, blame, recoverable, meaning, remedy);
    }

    @Override
    public String family() {
        return "API";
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
