package dev.errata.proxy.control;

import dev.errata.proxy.control.Route.Access;
import java.util.List;

/// The one list of everything under `/errata/`. The dispatcher and openapi.json are both made from it, so they cannot
/// differ; a new route begins here.
public final class Routes {
    static final String ROOT = "/errata/";
    static final String HEALTH = "/errata/health";
    static final String LIVE = "/errata/health/live";
    static final String READY = "/errata/health/ready";
    static final String METRICS = "/errata/metrics";
    static final String API = "/errata/api/v1/";
    static final String OPENAPI = API + "openapi.json";

    /// Not one of the list: it speaks another language than the API, which openapi.json does not describe.
    static final Route AGENTS = new Route(
            "POST",
            AgentEndpoint.PATH,
            "The Model Context Protocol for agents, Streamable HTTP",
            Access.READ,
            List.of(),
            "one JSON-RPC message");

    private static final String RULE_BODY = "a rule with the columns of correction_patterns; at least pattern and"
            + " type; tests: a list of {\"input\":\"...\",\"expected\":\"...\"} in place of the rule's tests";

    private static final List<Route> ALL = List.of(
            open(ROOT, "What this port is"),
            open(HEALTH, "Health of Errata and of each of its parts; 503 when unhealthy"),
            open(LIVE, "The process answers: always 200"),
            open(READY, "Whether traffic can be served: 200 or 503"),
            open(METRICS, "Metrics in Prometheus' text format"),
            open(OPENAPI, "This description"),
            read("status", "Listener, upstream, correction and counts in one look"),
            read("correction", "Whether new exchanges are corrected"),
            change("PUT", "correction", "Switch all correction", "{\"state\":\"on|off|paused\",\"minutes\":n}"),
            change("POST", "stop", "Drain and end the process that owns the home", ""),
            read(
                    "rules",
                    "All rows, invalid ones with their reasons; with limit a page, after is the cursor of the last one",
                    "after",
                    "limit"),
            change("POST", "rules", "Add a rule", RULE_BODY),
            change(
                    "POST",
                    "rules/replay",
                    "What rules would have changed in the last exchanges; changes nothing",
                    "{\"last\":n,\"rule\":id}, both optional: without rule all, shadow ones as if enforced"),
            read("rules/{id}", "One row"),
            change("PUT", "rules/{id}", "Replace a row", RULE_BODY),
            change("DELETE", "rules/{id}", "Delete a row; its history stays"),
            read("rules/{id}/history", "Earlier forms of a rule, newest first"),
            change("POST", "rules/{id}/restore", "Bring an earlier form back", "{\"version\":n}"),
            read("clients", "Clients that have a token of their own; never the tokens"),
            change("POST", "clients", "Give a new client a token, which is in this answer only", "{\"id\":\"...\"}"),
            change("DELETE", "clients/{id}", "Take a client's token away"),
            change("POST", "clients/{id}/rotate", "Give a client another token; the old one is dead"),
            change("POST", "keys/{whose}/rotate", "Replace the token of agent or owner; the old one is dead"),
            read("capture", "How much is kept of exchanges, and how many texts are there"),
            change("POST", "capture/clear", "Delete the kept texts of exchanges; the journal keeps its records"),
            read("packs/export", "Rules as the text of a pack file: of a pack, by ids, or all", "pack", "ids", "name"),
            change(
                    "POST",
                    "packs/import",
                    "Bring a file of rules in, all or nothing; 409 with the plan if a conflict needs a decision",
                    "{\"text\":\"...\"}, and name, mode, conflicts (ask|replace|keep), each, prune, with_invalid,"
                            + " dry_run"),
            change("POST", "packs/undo", "Take an import back", "{\"import\":n}"),
            read(
                    "exchanges",
                    "Recent exchanges, newest first; before is the cursor of the last page",
                    "before",
                    "limit"),
            read("exchanges/{id}", "One exchange with raw and sent text"),
            read(
                    "audit",
                    "Records of the journal, newest first; before is the cursor of the last page",
                    "before",
                    "limit",
                    "type",
                    "from",
                    "to",
                    "exchange",
                    "rule",
                    "text",
                    "model",
                    "client"),
            change("POST", "audit/index", "Make the search index of the journal again"),
            read("audit/verify", "Whether the journal is whole, or the first bad record", "exchange"),
            read("states", "How many of each kind of work are in which state, and what is stuck"),
            read("states/{entity}/{id}", "A run, workstream, task, worker, patch, gate or breaker with its history"),
            change(
                    "POST",
                    "states/{entity}/{id}",
                    "Override its state by hand",
                    "{\"action\":\"complete-task|fail-task|reset-task|fail-workstream|validate-workstream|"
                            + "roll-back-patch\",\"reason\":\"...\",\"operator\":\"...\"}"),
            read(
                    "sessions",
                    "Conversations of clients, the one used last first; cursor is that of the last page",
                    "client",
                    "text",
                    "cursor",
                    "limit"),
            read("sessions/{id}", "One session with its exchanges"),
            change("DELETE", "sessions/{id}", "Delete a session; its tokens still count"),
            read(
                    "tokens",
                    "Tokens and their cost by day, model, session or client; from and to are days",
                    "by",
                    "from",
                    "to"),
            read("workspaces", "Folders that are watched over"),
            change("POST", "workspaces", "Watch over a folder", "{\"folder\":\"...\"}"),
            read("workspaces/{id}", "One of them, by its id"),
            read("workspaces/{id}/versions", "Its versions, newest first", "limit", "offset"),
            change("POST", "workspaces/{id}/versions", "Take a snapshot; the newest one if nothing has changed"),
            read("workspaces/{id}/settings", "Its gates and its policy"),
            change(
                    "PUT",
                    "workspaces/{id}/settings",
                    "Replace its gates and its policy",
                    "{\"gates\":[...],\"gates_readable\":[...],\"gates_without_isolation\":bool,\"policy\":{...}}"),
            change(
                    "POST",
                    "workspaces/{id}/try",
                    "What an auto-approval policy would have said of past proposals; changes nothing",
                    "{\"policy\":{...},\"limit\":50}; without a policy the one that is written"),
            read("versions/{id}", "A version with its files"),
            read("versions/{id}/diff", "What changed from another version, by default its parent", "from"),
            read("versions/{id}/preview", "What restoring it would change now"),
            change(
                    "POST",
                    "versions/{id}/export",
                    "Write it into an empty folder, a .tar.gz or a .patch",
                    "{\"to\":\"...\"}"),
            change("POST", "versions/{id}/restore", "Bring the folder back to it"),
            read(
                    "proposals",
                    "Proposed patches, oldest first; state is one or several of them, after the cursor of the last"
                            + " page",
                    "state",
                    "workspace",
                    "after",
                    "limit"),
            new Route(
                    "POST",
                    API + "proposals",
                    "Propose a patch; an agent may, as it changes no file",
                    Access.READ,
                    List.of(),
                    "{\"text\":\"...\",\"workspace\":\"...\"}, and title, client, retry_of"),
            read("proposals/{id}", "One with its hunks, verdict, comments and gates"),
            decide("approve", "Approve hunks, and reject all others", "hunks, reason, override, version"),
            decide("reject", "Reject it whole", "reason, version"),
            decide("choose", "Decide on hunks for the time being", "hunks, choice, version"),
            decide("edit", "Replace the new side of a hunk", "hunk, text, version"),
            decide("comment", "Write a comment", "hunk, text"),
            decide("undo", "Take the last choice or edit back", "operator"),
            decide("redo", "Do it again", "operator"),
            decide("withdraw", "Take an approval back that is not used yet", "reason"),
            decide("cancel", "End the gates that run, and take the approval back with them", "reason"),
            decide("drop", "Drop what is in quarantine or could not be applied", "reason"),
            decide("bind", "Say which workspace it is for", "workspace"),
            decide("apply", "Run the gates and write what is approved", "operator"),
            decide("rollback", "Take a committed one back", "reason"),
            read("config", "All settings with their bounds"),
            read("config/{key}", "One setting"),
            change("PUT", "config/{key}", "Change a setting", "{\"value\":...}"),
            change("PUT", "listener", "Stop or start to listen", "{\"state\":\"on|off\"}, host and port to move it"),
            change("PUT", "upstream", "Send new exchanges to another model server", "{\"url\":\"...\"}, and a name"));

    private Routes() {}

    /// Every route, in the order of the description.
    public static List<Route> all() {
        return ALL;
    }

    private static Route decide(String act, String summary, String fields) {
        return change("POST", "proposals/{id}/" + act, summary, "{} with " + fields);
    }

    private static Route open(String path, String summary) {
        return new Route("GET", path, summary, Access.OPEN, List.of(), "");
    }

    private static Route read(String path, String summary, String... query) {
        return new Route("GET", API + path, summary, Access.READ, List.of(query), "");
    }

    private static Route change(String method, String path, String summary) {
        return change(method, path, summary, "");
    }

    private static Route change(String method, String path, String summary, String body) {
        return new Route(method, API + path, summary, Access.OWNER, List.of(), body);
    }
}
