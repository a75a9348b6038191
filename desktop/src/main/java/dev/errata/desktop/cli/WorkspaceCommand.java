package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import dev.errata.rules.patch.diff.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `errata workspace …`: the folders that are watched over, and their versions.
@Command(name = "workspace", description = "The folders that Errata watches over, and their versions.")
final class WorkspaceCommand implements Runnable {
    private final Session session;
    private final PatchTalk talk;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WorkspaceCommand(Session session) {
        this.session = session;
        this.talk = new PatchTalk(session);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing: add, list, snapshot, versions, show, diff, export, restore or settings");
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
        return session.change(routes -> in(
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
                            description = "Its id, name or folder. Default: the" + " only one, or that of this folder.")
                    @Nullable
                    String workspace,
            @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "How many at most.") int count) {
        return session.read(routes -> in(
                routes,
                workspace,
                id -> session.show(
                        routes.handle(Session.get(
                                "workspaces/" + id + "/versions", Map.of("limit", List.of(Integer.toString(count))))),
                        WorkspaceCommand::table)));
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
            @Option(names = "--yes", description = "Do not ask.") boolean yes) {
        return session.change(routes -> {
            Reply preview = routes.handle(Session.get("versions/" + version + "/preview"));
            if (preview.status() != 200) {
                return session.show(preview, any -> "");
            }
            String diff = Json.parse(preview.json()).path("diff").asString("");
            if (!yes && !diff.isEmpty()) {
                session.terminal().err().println(talk.words().diff(diff));
                if (!talk.ask("Write this? [y/N] ").startsWith("y")) {
                    return session.fail(ExitCode.NOT_SO, "Nothing was written.");
                }
            }
            return conflict(
                    routes.handle(new Request("POST", "versions/" + version + "/restore", Map.of(), "")), false);
        });
    }

    @Command(name = "settings", description = "Shows the gates and the policy of a workspace, or replaces them.")
    int settings(
            @Parameters(paramLabel = "WORKSPACE", arity = "0..1", description = "Its id, name or folder. Default: the"
                            + " only one, or that of this folder.")
                    @Nullable
                    String workspace,
            @Option(names = "--set", paramLabel = "FILE", description = "Take them from this JSON file.") @Nullable
                    Path file) {
        if (file == null) {
            return session.read(routes -> in(
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
        return session.change(routes -> in(
                routes,
                workspace,
                id -> session.show(
                        routes.handle(new Request("PUT", "workspaces/" + id + "/settings", Map.of(), text)),
                        JsonNode::toPrettyString)));
    }

    private int conflict(Reply reply, boolean exported) {
        int code = session.show(
                reply,
                body -> exported
                        ? body.path("to").asString("")
                        : body.path("id").asString(""));
        return reply.status() == 409 ? ExitCode.NOT_SO : code;
    }

    private interface Work {
        int with(String id);
    }

    /// Finds the workspace that is meant.
    private int in(OwnerRoutes routes, @Nullable String said, Work work) {
        Reply reply = routes.handle(Session.get("workspaces"));
        JsonNode all = Json.parse(reply.json()).path("workspaces");
        String here =
                Path.of(said == null ? "" : said).toAbsolutePath().normalize().toString();
        List<JsonNode> fitting = all.valueStream()
                .filter(one -> one.path("folder").asString("").equals(here)
                        || one.path("id").asString("").equals(said)
                        || one.path("name").asString("").equals(said))
                .toList();
        if (fitting.isEmpty() && said == null && all.size() == 1) {
            fitting = List.of(all.get(0));
        }
        if (fitting.size() != 1) {
            return session.fail(
                    said == null ? ExitCode.USAGE : ExitCode.NOT_SO,
                    (said == null ? "Say which workspace" : "There is no workspace " + said + ", or several")
                            + "; 'errata workspace list' shows them.");
        }
        return work.with(fitting.getFirst().path("id").asString(""));
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
