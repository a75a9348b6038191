package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata patch …`: proposes, shows, decides on, applies and takes back changes of files.
@Command(name = "patch", description = "Proposed changes of files: propose, review, apply, take back.")
final class PatchCommand implements Runnable {
    private static final Set<String> BAD = Set.of("quarantined", "apply_failed", "dropped");

    private final Session session;
    private final PatchTalk talk;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PatchCommand(Session session) {
        this.session = session;
        this.talk = new PatchTalk(session);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing: propose, list, show, review, choose, edit, comment, undo, redo, approve, reject, apply,"
                        + " cancel, rollback, withdraw, bind, drop or export");
    }

    @Command(name = "propose", description = "Proposes a patch, and prints the proposal's id.")
    int propose(
            @Parameters(paramLabel = "FILE", description = "The patch, in any form; - for standard input.") String file,
            @Option(
                            names = "--workspace",
                            paramLabel = "DIR",
                            description = "The folder it is for. Default: the known one that has its paths.")
                    @Nullable
                    Path workspace,
            @Option(names = "--title", paramLabel = "TEXT", defaultValue = "", description = "What to call it.")
                    String title,
            @Option(names = "--retry-of", paramLabel = "ID", description = "The proposal it is tried again for.")
                    @Nullable
                    String retryOf) {
        String text;
        try {
            byte[] bytes =
                    file.equals("-") ? session.terminal().in().readAllBytes() : Files.readAllBytes(Path.of(file));
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return session.fail(ExitCode.USAGE, "The patch " + file + " cannot be read: " + e.getMessage());
        }
        if (workspace != null && !Files.isDirectory(workspace)) {
            return session.fail(ExitCode.USAGE, workspace + " is no folder; nothing was proposed.");
        }
        ObjectNode body = talk.body(false).put("text", text).put("title", title).put("retry_of", retryOf);
        return session.change(routes -> {
            if (workspace != null) {
                Reply known = routes.handle(new Request(
                        "POST",
                        "workspaces",
                        Map.of(),
                        Json.object().put("folder", absolute(workspace)).toString()));
                if (known.status() != 200) {
                    return session.show(known, any -> "");
                }
                body.put("workspace", Json.parse(known.json()).path("id").asString(""));
            }
            Reply reply = routes.handle(new Request("POST", "proposals", Map.of(), body.toString()));
            int code = session.show(reply, PatchCommand::proposed);
            return code == ExitCode.OK ? state(reply) : code;
        });
    }

    private static String absolute(Path folder) {
        return folder.toAbsolutePath().normalize().toString();
    }

    private static String proposed(JsonNode one) {
        String refused = one.path("refused").asString("");
        return one.path("id").asString("") + (refused.isEmpty() ? "" : System.lineSeparator() + "refused: " + refused);
    }

    /// Exit code for a proposal's state.
    private static int state(Reply reply) {
        return BAD.contains(Json.parse(reply.json()).path("state").asString("")) ? ExitCode.NOT_SO : ExitCode.OK;
    }

    @Command(name = "list", description = "Shows proposals, oldest first.")
    int list(
            @Option(names = "--state", paramLabel = "STATES", description = "In these states alone, comma separated.")
                    @Nullable
                    String states,
            @Option(names = "-n", paramLabel = "N", defaultValue = "100", description = "How many at most.") int count,
            @Option(names = "--after", paramLabel = "ID", description = "Go on behind the last page.") @Nullable
                    String after) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("limit", List.of(Integer.toString(count)));
        if (states != null) {
            query.put("state", List.of(states));
        }
        if (after != null) {
            query.put("after", List.of(after));
        }
        return session.read(routes -> session.show(routes.handle(Session.get("proposals", query)), PatchWords::table));
    }

    @Command(name = "show", description = "Shows a proposal: its verdict, findings and hunks.")
    int show(@Parameters(paramLabel = "ID", description = "The proposal's id.") String id) {
        return session.read(routes -> session.show(routes.handle(Session.get("proposals/" + id)), talk.words()::whole));
    }

    @Command(name = "export", description = "Prints a proposal as a unified diff.")
    int export(@Parameters(paramLabel = "ID", description = "The proposal's id.") String id) {
        return session.read(routes -> session.show(
                routes.handle(Session.get("proposals/" + id)),
                one -> one.path("diff").asString("").stripTrailing()));
    }

    @Command(name = "review", description = "Goes through what waits for you, oldest first, on the terminal.")
    int review(@Parameters(paramLabel = "ID", arity = "0..1", description = "This one alone.") @Nullable String id) {
        return session.change(routes -> new PatchReview(session, talk, routes).run(id));
    }

    @Command(name = "choose", description = "Decides on hunks for the time being; approve makes it count.")
    int choose(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Parameters(paramLabel = "CHOICE", description = "accepted, rejected or pending.") String choice,
            @Option(names = "--hunks", required = true, paramLabel = "N,N", description = "Of these hunks.")
                    String hunks) {
        ObjectNode body = talk.body(false).put("choice", choice);
        numbers(hunks).forEach(body.putArray("hunks")::add);
        return session.change(routes -> act(routes, id, "choose", body, PatchWords::stepped));
    }

    @Command(
            name = "edit",
            description = "Puts another text in the place of a hunk's new side; without --file opens your editor"
                    + " (VISUAL, EDITOR) on it.")
    int edit(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--hunk", required = true, paramLabel = "N", description = "The hunk.") int hunk,
            @Option(
                            names = "--file",
                            paramLabel = "FILE",
                            description = "The new side with its context; - for standard input.")
                    @Nullable
                    String file) {
        return new PatchEdit(session, talk).run(id, hunk, file);
    }

    @Command(name = "undo", description = "Takes the last choice or edit back.")
    int undo(@Parameters(paramLabel = "ID", description = "The proposal's id.") String id) {
        return session.change(routes -> act(routes, id, "undo", talk.body(false), PatchWords::stepped));
    }

    @Command(name = "redo", description = "Does again what was taken back last.")
    int redo(@Parameters(paramLabel = "ID", description = "The proposal's id.") String id) {
        return session.change(routes -> act(routes, id, "redo", talk.body(false), PatchWords::stepped));
    }

    private List<Integer> numbers(@Nullable String hunks) {
        try {
            return hunks == null
                    ? List.of()
                    : Arrays.stream(hunks.split(",", -1))
                            .map(String::strip)
                            .map(Integer::valueOf)
                            .toList();
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "--hunks takes numbers, comma separated, and not " + hunks + ".");
        }
    }

    @Command(name = "approve", description = "Approves hunks of a proposal; shows all of it first, and asks.")
    int approve(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--hunks", paramLabel = "N,N", description = "These hunks alone; all others are rejected.")
                    @Nullable
                    String hunks,
            @Option(names = "--reason", paramLabel = "R", defaultValue = "", description = "Why.") String reason,
            @Option(names = "--override", description = "Although the verdict is unsafe or unknown; takes a reason.")
                    boolean override,
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        List<Integer> numbers = numbers(hunks);
        return session.change(routes -> {
            Reply found = routes.handle(Session.get("proposals/" + id));
            if (found.status() != 200) {
                return session.show(found, any -> "");
            }
            JsonNode one = Json.parse(found.json());
            if (!yes && !talk.confirmed(one, numbers)) {
                return session.fail(ExitCode.NOT_SO, "Nothing was approved.");
            }
            ObjectNode body = talk.body(yes)
                    .put("version", one.path("version").asLong(0))
                    .put("reason", reason)
                    .put("override", override);
            numbers.forEach(body.putArray("hunks")::add);
            return act(routes, id, "approve", body, PatchCommand::decided);
        });
    }

    @Command(name = "reject", description = "Rejects a proposal.")
    int reject(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why; who proposed reads it.")
                    String reason) {
        return reasoned(id, "reject", reason);
    }

    @Command(name = "withdraw", description = "Takes an approval back that is not used yet.")
    int withdraw(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.") String reason) {
        return reasoned(id, "withdraw", reason);
    }

    @Command(name = "cancel", description = "Ends the gates that run for a proposal; its approval is taken back.")
    int cancel(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--reason", paramLabel = "R", defaultValue = "", description = "Why.") String reason) {
        return reasoned(id, "cancel", reason);
    }

    @Command(name = "drop", description = "Drops what is in quarantine, or could not be applied.")
    int drop(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.") String reason) {
        return reasoned(id, "drop", reason);
    }

    private int reasoned(String id, String act, String reason) {
        ObjectNode body = talk.body(false).put("reason", reason);
        return session.change(routes -> act(routes, id, act, body, PatchCommand::decided));
    }

    @Command(name = "comment", description = "Writes a comment, which who proposed can read.")
    int comment(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Parameters(paramLabel = "TEXT", description = "The comment.") String text,
            @Option(names = "--hunk", paramLabel = "N", defaultValue = "0", description = "On this hunk.") int hunk) {
        ObjectNode body = talk.body(false).put("text", text).put("hunk", hunk);
        return session.change(routes -> act(routes, id, "comment", body, PatchCommand::decided));
    }

    @Command(name = "bind", description = "Says which workspace an unbound proposal is for.")
    int bind(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Parameters(paramLabel = "WORKSPACE", description = "Its id, name or folder.") String workspace) {
        ObjectNode body = talk.body(false).put("workspace", workspace);
        return session.change(routes -> act(routes, id, "bind", body, PatchCommand::decided));
    }

    @Command(name = "apply", description = "Runs the gates and writes what is approved; returns when it is done.")
    int apply(@Parameters(paramLabel = "ID", description = "The proposal's id.") String id) {
        return session.change(routes -> {
            Reply reply = talk.act(routes, id, "apply", talk.body(false));
            int code = talk.decided(reply, PatchCommand::applied);
            return code == ExitCode.OK ? state(reply) : code;
        });
    }

    @Command(name = "rollback", description = "Takes a committed proposal back; later changes of its files stay.")
    int rollback(
            @Parameters(paramLabel = "ID", description = "The proposal's id.") String id,
            @Option(names = "--reason", required = true, paramLabel = "R", description = "Why.") String reason) {
        ObjectNode body = talk.body(false).put("reason", reason);
        return session.change(routes -> act(routes, id, "rollback", body, PatchCommand::applied));
    }

    private int act(OwnerRoutes routes, String id, String act, ObjectNode body, Function<JsonNode, String> words) {
        return talk.decided(talk.act(routes, id, act, body), words);
    }

    private static String decided(JsonNode one) {
        return one.path("id").asString("") + " " + one.path("state").asString("");
    }

    private static String applied(JsonNode one) {
        String trouble = one.path("blocked").asString(one.path("failed").asString(""));
        String version = one.path("new_version").asString("");
        return decided(one)
                + (version.isEmpty() ? "" : ", version " + version)
                + (trouble.isEmpty() ? "" : System.lineSeparator() + trouble);
    }
}
