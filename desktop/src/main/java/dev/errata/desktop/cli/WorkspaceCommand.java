package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import dev.errata.rules.patch.diff.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata workspace …`: the folders that are watched over, and their versions.
@Command(name = "workspace", description = "The folders that Errata watches over, and their versions.")
final class WorkspaceCommand implements Runnable {
    private final Session session;
    private final PatchTalk talk;
    private final WorkspaceMeant meant;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WorkspaceCommand(Session session) {
        this.session = session;
        this.talk = new PatchTalk(session);
        this.meant = new WorkspaceMeant(session);
    }

    /// The command with those for gates and the policy.
    static CommandLine with(Session session) {
        CommandLine workspace = new CommandLine(new WorkspaceCommand(session));
        workspace.addSubcommand("gates", new WorkspaceGates(session));
        workspace.addSubcommand("policy", new WorkspacePolicy(session));
        return workspace;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing: add, list, snapshot, versions, show, diff, export, restore, gates, policy or settings");
    }

    @Command(name = "add", description = "Watches over a folder, and takes its first snapshot.")
    int add(@Parameters(paramLabel = "DIR", description = "The folder.") Path folder) {
        String body = Json.object()
                .put("folder", folder.toAbsolutePath().normalize().toString())
                .toString();
        return session.change(routes ->
                session.show(routes.handle(new Request("POST", "workspaces", Map.of(), body)), WorkspaceCommand::one));
    }

    @Command(name = "list", description = "Shows the folders that are watched over.")
    int list() {
        return session.read(
                routes -> session.show(routes.handle(Session.get("workspaces")), WorkspaceCommand::workspaces));
    }

    @Command(name = "snapshot", description = "Takes a snapshot; nothing if nothing has changed.")
    int snapshot(
            @Parameters(
                            paramLabel = "WORKSPACE",
                            arity = "0..1",
                            description = "Its id, name or folder." + " Default: the only one, or that of this folder.")
                    @Nullable
                    String workspace) {
        return session.change(routes -> meant.one(
                routes,
                workspace,
                id -> session.show(
                        routes.handle(new Request("POST", "workspaces/" + id + "/versions", Map.of(), "")),
                        WorkspaceCommand::one)));
    }

    @Command(name = "versions", description = "Shows the versions of a workspace, newest first.")
    int versions(
            @Parameters(
                            paramLabel = "WORKSPACE",
                            arity = "0..1",
                            description = "Its id, name or folder. Default: that of this folder, else all.")
                    @Nullable
                    String workspace,
            @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "How many at most of each.")
                    int count) {
        return session.read(routes -> {
            List<JsonNode> folders = WorkspaceMeant.all(routes, workspace);
            if (folders.isEmpty() && workspace != null) {
                return meant.unknown(workspace);
            }
            ObjectNode all = Json.object();
            ArrayNode list = all.putArray("versions");
            for (JsonNode one : folders) {
                Reply reply = routes.handle(Session.get(
                        "workspaces/" + one.path("id").asString("") + "/versions",
                        Map.of("limit", List.of(Integer.toString(count)))));
                if (reply.status() != 200) {
                    return session.show(reply, any -> "");
                }
                Json.parse(reply.json()).path("versions").forEach(list::add);
            }
            return session.show(new Reply(200, all.toString()), WorkspaceCommand::table);
        });
    }

    @Command(name = "show", description = "Shows a version with its files.")
    int show(@Parameters(paramLabel = "VERSION", description = "Its id, or the beginning of it.") String version) {
        return session.read(
                routes -> session.show(routes.handle(Session.get("versions/" + version)), WorkspaceCommand::files));
    }

    @Command(name = "diff", description = "Shows what changed from one version to another.")
    int diff(
            @Parameters(paramLabel = "A", description = "The earlier version.") String from,
            @Parameters(paramLabel = "B", description = "The later version.") String to) {
        return session.read(routes -> session.show(
                routes.handle(Session.get("versions/" + to + "/diff", Map.of("from", List.of(from)))),
                body -> talk.words().diff(body.path("diff").asString(""))));
    }

    @Command(name = "export", description = "Writes a version into an empty folder, a .tar.gz or a .patch.")
    int export(
            @Parameters(paramLabel = "VERSION", description = "Its id, or the beginning of it.") String version,
            @Parameters(paramLabel = "TO", description = "The folder or file.") Path to) {
        String body = Json.object()
                .put("to", to.toAbsolutePath().normalize().toString())
                .toString();
        return session.change(routes ->
                conflict(routes.handle(new Request("POST", "versions/" + version + "/export", Map.of(), body)), true));
    }

    @Command(name = "restore", description = "Brings the folder back to a version; what it holds is kept as one.")
    int restore(
            @Parameters(paramLabel = "VERSION", description = "Its id, or the beginning of it.") String version,
            @Option(names = "--preview", description = "Only show what it would change.") boolean preview) {
        if (preview) {
            return session.read(routes -> session.show(
                    routes.handle(Session.get("versions/" + version + "/preview")),
                    body -> talk.words().diff(body.path("diff").asString(""))));
        }
        return session.change(routes ->
                conflict(routes.handle(new Request("POST", "versions/" + version + "/restore", Map.of(), "")), false));
    }

    @Command(name = "settings", description = "Shows the gates and the policy of a workspace, or replaces them.")
    int settings(
            @Parameters(
                            paramLabel = "WORKSPACE",
                            arity = "0..1",
                            description = "Its id, name or folder. Default: the" + " only one, or that of this folder.")
                    @Nullable
                    String workspace,
            @Option(names = "--set", paramLabel = "FILE", description = "Take them from this JSON file.") @Nullable
                    Path file) {
        if (file == null) {
            return session.read(routes -> meant.one(
                    routes,
                    workspace,
                    id -> session.show(
                            routes.handle(Session.get("workspaces/" + id + "/settings")), JsonNode::toPrettyString)));
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            return session.fail(ExitCode.USAGE, "The settings in " + file + " cannot be read: " + e.getMessage());
        }
        if (!Json.parse(text).isObject()) {
            return session.fail(ExitCode.USAGE, file + " is not one JSON object; nothing was changed.");
        }
        return session.change(routes -> meant.one(
                routes,
                workspace,
                id -> session.show(
                        routes.handle(new Request("PUT", "workspaces/" + id + "/settings", Map.of(), text)),
                        JsonNode::toPrettyString)));
    }

    private int conflict(Reply reply, boolean exported) {
        return talk.decided(
                reply,
                body -> exported
                        ? body.path("to").asString("")
                        : body.path("id").asString(""));
    }

    private static String one(JsonNode one) {
        StringBuilder said = new StringBuilder(one.path("id").asString(""));
        one.path("left_out")
                .forEach(left -> said.append(System.lineSeparator())
                        .append("left out: ")
                        .append(VisibleText.of(left.asString(""))));
        return said.toString();
    }

    private static String workspaces(JsonNode body) {
        Columns table = new Columns().row("WORKSPACE", "NAME", "HEAD", "FOLDER");
        body.path("workspaces")
                .forEach(one -> table.row(
                        one.path("id").asString(""),
                        VisibleText.of(one.path("name").asString("")),
                        one.path("head").asString("-"),
                        VisibleText.of(one.path("folder").asString(""))));
        return table.toString();
    }

    private static String table(JsonNode body) {
        Columns table = new Columns().row("VERSION", "AT", "CAUSE", "FILES", "BYTES", "TREE");
        body.path("versions")
                .forEach(one -> table.row(
                        one.path("id").asString(""),
                        one.path("at").asString(""),
                        one.path("cause").asString(""),
                        one.path("files").asInt(0),
                        one.path("bytes").asLong(0),
                        one.path("tree_sha256").asString("")));
        return table.toString();
    }

    private static String files(JsonNode one) {
        Columns table = new Columns().row("MODE", "SIZE", "PATH");
        one.path("manifest")
                .forEach(file -> table.row(
                        file.path("mode").asString(""),
                        file.path("size").asLong(0),
                        VisibleText.of(file.path("path").asString(""))));
        return "version " + one.path("id").asString("") + ", tree "
                + one.path("tree_sha256").asString("") + System.lineSeparator() + table;
    }
}
