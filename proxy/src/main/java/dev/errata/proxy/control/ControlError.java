package dev.errata.proxy.control;

import dev.errata.logs.problem.ApiProblem;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The error table of `/errata/`: every error a caller can meet there, with the HTTP status it is sent with.
///
/// What an error means is its [ApiProblem]'s. On the wire:
///
/// ```
/// {"error":{"code":"ERR-API-003","name":"no_token","message":"...","hint":"...",
///           "severity":"note","fault":"the client","recoverable":false}}
/// ```
///
/// The code and the name are promises; the message is for people and tells of this time.
public enum ControlError {
    BAD_REQUEST(400, ApiProblem.BAD_REQUEST),
    BAD_JSON(400, ApiProblem.BAD_JSON),
    NO_TOKEN(401, ApiProblem.NO_TOKEN),
    WRONG_TOKEN(401, ApiProblem.WRONG_TOKEN),
    OWNER_ONLY(403, ApiProblem.OWNER_ONLY),
    FOREIGN_HOST(403, ApiProblem.FOREIGN_HOST),
    FOREIGN_ORIGIN(403, ApiProblem.FOREIGN_ORIGIN),
    NO_ROUTE(404, ApiProblem.NO_ROUTE),
    NOT_FOUND(404, ApiProblem.NOT_FOUND),
    METHOD_NOT_ALLOWED(405, ApiProblem.METHOD_NOT_ALLOWED),
    CONFLICT(409, ApiProblem.CONFLICT),
    PORT_TAKEN(409, ApiProblem.PORT_TAKEN),
    TOO_LARGE(413, ApiProblem.TOO_LARGE),
    NOT_JSON(415, ApiProblem.NOT_JSON),
    INVALID(422, ApiProblem.INVALID),
    INTERNAL(500, ApiProblem.INTERNAL),
    NOT_WRITABLE(503, ApiProblem.NOT_WRITABLE);

    private final int status;
    private final ApiProblem problem;

    ControlError(int status, ApiProblem problem) {
        this.status = status;
        this.problem = problem;
    }

    /// What is always true of it.
    public ApiProblem problem() {
        return problem;
    }

    /// The code that stands in the body, for instance `ERR-API-003`.
    public String code() {
        return problem.code();
    }

    /// The HTTP status it is sent with.
    public int status() {
        return status;
    }

    /// The error as a body.
    ///
    /// @param message what happened this time; must not hold a secret
    public String json(String message) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.putObject("error")
                .put("code", code())
                .put("name", problem.word())
                .put("message", message)
                .put("hint", problem.entry().remedy())
                .put("severity", problem.entry().severity().word())
                .put("fault", problem.entry().blame().words())
                .put("recoverable", problem.entry().recoverable());
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
