package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.home.Home;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.store.RollbackResult;
import dev.errata.logs.store.SchemaStatus;
import dev.errata.logs.store.SchemaStatus.Found;
import dev.errata.logs.store.SchemaStatus.Step;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `errata state show|status|migrate|rollback|override`: work in progress, and the tables that hold it.
@Command(name = "state", description = "Shows work in progress and its history; looks after the database's schema.")
final class StateCommand implements Runnable {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StateCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: show, status, migrate, rollback or override");
    }

    @Command(name = "show", description = "Shows one entity with its history; exit code 1 if there is none.")
    int show(
            @Parameters(
                            index = "0",
                            paramLabel = "ENTITY",
                            description = "run, workstream, task, worker, uet_worker, patch, test_gate or"
                                    + " circuit_breaker.")
                    String entity,
            @Parameters(index = "1", paramLabel = "ID", description = "Its id.") String id) {
        if (id.contains("/") || entity.contains("/")) {
            return session.fail(ExitCode.USAGE, "An id has no slash in it; a breaker's is host:port.");
        }
        return session.read(
                routes -> session.show(routes.handle(Session.get("states/" + entity + "/" + id)), StateWords::entity));
    }

    @Command(
            name = "override",
            description = "Changes a state by hand, by the moves that its machine lists; journalled with your reason.")
    int override(
            @Parameters(
                            index = "0",
                            paramLabel = "ACTION",
                            description =
                                    "complete-task, fail-task, reset-task, fail-workstream, validate-workstream or"
                                            + " roll-back-patch.")
                    String action,
            @Parameters(index = "1", paramLabel = "ID", description = "The entity's id.") String id,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.") String reason,
            @Option(names = "--operator", paramLabel = "NAME", description = "Who; default: your user name.") @Nullable
                    String operator) {
        int dash = action.lastIndexOf('-');
        if (dash < 0 || id.contains("/")) {
            return session.fail(ExitCode.USAGE, "There is no such action; see 'errata state override --help'.");
        }
        String person = operator != null
                ? operator
                : String.valueOf(session.terminal().user().getFileName());
        Request request = new Request(
                "POST",
                "states/" + action.substring(dash + 1) + "/" + id,
                Map.of(),
                Json.object()
                        .put("action", action)
                        .put("reason", reason)
                        .put("operator", person)
                        .toString());
        return session.change(routes -> session.show(routes.handle(request), StateWords::entity));
    }

    @Command(
            name = "status",
            description = "Shows the database's schema and the work in it; exit code 1 if the schema is not current.")
    int status() {
        return session.inHome(home -> {
            SchemaStatus schema = session.house().schema(home);
            boolean current = schema.found() == Found.CURRENT;
            if (session.json()) {
                ObjectNode json = json(schema);
                int code = current ? session.read(routes -> add(json, routes)) : code(schema);
                session.say(json.toString());
                return code;
            }
            session.say(StateWords.schema(schema));
            return current
                    ? session.read(routes -> session.show(routes.handle(Session.get("states")), StateWords::counts))
                    : code(schema);
        });
    }

    /// A home that has no database yet lacks nothing.
    private static int code(SchemaStatus schema) {
        return schema.found() == Found.NONE ? ExitCode.OK : ExitCode.NOT_SO;
    }

    private static int add(ObjectNode json, OwnerRoutes routes) {
        OwnerRoutes.Reply reply = routes.handle(Session.get("states"));
        json.set("work", Json.parse(reply.json()));
        return ExitCode.of(reply.status());
    }

    @Command(name = "migrate", description = "Brings the database's schema up to date, after a backup.")
    int migrate() {
        return session.inHome(home -> {
            SchemaStatus before = session.house().schema(home);
            return switch (session.house().work(home)) {
                case House.Held held ->
                    session.fail(
                            ExitCode.CANNOT,
                            HomeProblem.IN_USE.said(
                                    "Another Errata (process " + held.owner().pid()
                                            + ") runs with this home. Nothing was changed;"
                                            + " its database is up to date since it started."));
                case House.Closed(String reason) -> session.fail(ExitCode.CANNOT, reason);
                case House.Open(House.Visit visit) -> {
                    try (visit) {
                        visit.messages().forEach(message -> session.warn(message.said()));
                    }
                    yield migrated(home, before);
                }
            };
        });
    }

    private int migrated(Home home, SchemaStatus before) {
        SchemaStatus after = session.house().schema(home);
        if (session.json()) {
            session.say(json(after).put("from", before.version()).toString());
        } else {
            session.say(
                    before.version() == after.version() && after.found() == Found.CURRENT
                            ? "the schema is " + after.version() + " already; nothing to do"
                            : "schema " + before.version() + " -> " + after.version());
        }
        return after.found() == Found.CURRENT ? ExitCode.OK : ExitCode.CANNOT;
    }

    @Command(
            name = "rollback",
            description = {
                "Brings the database's schema back to an older version, after a backup, for an older Errata.",
                "What later versions added is removed with its rows; this Errata adds it again, empty, at its next"
                        + " start."
            })
    int rollback(
            @Option(names = "--to", paramLabel = "N", description = "Version; 0 for none. Default: the one before.")
                    @Nullable
                    Integer to) {
        return session.inHome(home -> switch (session.house().rollBack(home, to)) {
            case RollbackResult.RolledBack done -> {
                ObjectNode json = Json.object()
                        .put("from", done.from())
                        .put("to", done.to())
                        .put("backup", done.backup().toString());
                done.undone().forEach(json.putArray("undone")::add);
                session.say(
                        session.json()
                                ? json.toString()
                                : "schema " + done.from() + " -> " + done.to() + "; undone: "
                                        + String.join(", ", done.undone())
                                        + "; as it was before, the database is kept in "
                                        + done.backup());
                yield ExitCode.OK;
            }
            case RollbackResult.NothingToDo(int version) -> {
                session.say(
                        session.json()
                                ? Json.object()
                                        .put("from", version)
                                        .put("to", version)
                                        .toString()
                                : "the schema is " + version + " already; nothing to do");
                yield ExitCode.OK;
            }
            case RollbackResult.Impossible(String reason) -> session.fail(ExitCode.CANNOT, reason);
        });
    }

    private static ObjectNode json(SchemaStatus schema) {
        ObjectNode json = Json.object()
                .put("found", schema.found().name().toLowerCase(Locale.ROOT))
                .put("reason", schema.reason())
                .put("version", schema.version())
                .put("latest", schema.latest());
        var steps = json.putArray("migrations");
        for (Step step : schema.steps()) {
            steps.addObject()
                    .put("version", step.version())
                    .put("script", step.script())
                    .put("applied", step.applied())
                    .put("applied_at", step.appliedAt())
                    .put("checksum", step.checksum().name().toLowerCase(Locale.ROOT))
                    .put("way_back", step.wayBack());
        }
        return json;
    }
}
