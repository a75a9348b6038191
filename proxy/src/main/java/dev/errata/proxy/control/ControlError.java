package dev.errata.proxy.control;

import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The error table of `/errata/`: every error a caller can meet there, under a code that can be quoted.
///
/// The help page of errors is generated from [#values()]; the codes are a promise, so a constant may be added but not
/// renamed. On the wire: `{"error":{"code":"...","message":"...","hint":"..."}}`.
public enum ControlError {
    BAD_REQUEST(
            400,
            "A parameter of the request cannot be used.",
            "Correct what the message names; see /errata/api/v1/openapi.json."),
    BAD_JSON(400, "The body is missing or is not JSON in UTF-8.", "Send one JSON object as the body."),
    NO_TOKEN(
            401,
            "The route needs a token and none was sent.",
            "Send the header Authorization: Bearer with owner-token (people) or token (agents) of Errata's home."),
    WRONG_TOKEN(
            401,
            "The token sent is not one of this home.",
            "Read the token again from the home of the running Errata."),
    OWNER_ONLY(
            403,
            "An agent's token reads only; this route changes something.",
            "Ask the person who owns this Errata, or use owner-token if that is you."),
    FOREIGN_HOST(
            403,
            "The Host header names another machine than this one.",
            "Use http://127.0.0.1:PORT or http://localhost:PORT."),
    FOREIGN_ORIGIN(
            403,
            "A page from the web tried to use Errata; nothing was done.",
            "Call from a program, not from a web page."),
    NO_ROUTE(404, "Errata has nothing at this path.", "GET /errata/api/v1/openapi.json lists every route."),
    NOT_FOUND(
            404,
            "The route exists, the thing asked for does not.",
            "List what there is first; ids are never used again."),
    METHOD_NOT_ALLOWED(405, "The path exists, but not with this method.", "Use a method that the Allow header names."),
    CONFLICT(
            409,
            "It cannot be done in the present state; nothing was changed.",
            "Read the present state and decide again."),
    PORT_TAKEN(
            409,
            "Another program listens at that port; the old listener goes on.",
            "Choose another port (0 takes a free one) or end the other program."),
    TOO_LARGE(413, "The body is larger than Errata takes here.", "Send less at once."),
    NOT_JSON(415, "The body is not declared as JSON.", "Send the header Content-Type: application/json."),
    INVALID(
            422,
            "The body is JSON, but its content cannot be accepted; nothing was changed.",
            "Correct what the message names."),
    INTERNAL(
            500,
            "Errata itself failed; traffic to the model server is not touched by this.",
            "See logs/errata.log in Errata's home and report it with this code."),
    NOT_WRITABLE(
            503,
            "The database or the journal cannot be written; nothing was changed.",
            "See GET /errata/health for the reason: mostly a full disk or a read-only folder.");

    private final int status;
    private final String meaning;
    private final String hint;

    ControlError(int status, String meaning, String hint) {
        this.status = status;
        this.meaning = meaning;
        this.hint = hint;
    }

    /// The code that stands in the body, for instance `no_token`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The HTTP status it is sent with.
    public int status() {
        return status;
    }

    /// What it means, in a sentence for people.
    public String meaning() {
        return meaning;
    }

    /// What to do about it, in a sentence for people.
    public String hint() {
        return hint;
    }

    /// The error as a body.
    ///
    /// @param message what happened this time; must not hold a secret
    public String json(String message) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("error").put("code", code()).put("message", message).put("hint", hint);
        return body.toString();
    }

    Refusal because(String message) {
        return new Refusal(this, message);
    }

    /// The error as the answer of an owner's route.
    ///
    /// @param message what happened this time; must not hold a secret
    public OwnerRoutes.Reply reply(String message) {
        return new OwnerRoutes.Reply(status, json(message));
    }
}
