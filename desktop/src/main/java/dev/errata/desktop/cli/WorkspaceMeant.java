package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which workspace a command is about, and its settings.
final class WorkspaceMeant {
    private final Session session;

    WorkspaceMeant(Session session) {
        this.session = session;
    }

    /// What is done with the one that is meant.
    interface Work {
        int with(String id);
    }

    /// Changes settings in place.
    interface Edit {

        /// Does it.
        ///
        /// @return why it cannot be done; empty if it was
        String on(ObjectNode settings);
    }

    /// Finds the one workspace that is meant.
    int one(OwnerRoutes routes, @Nullable String said, Work work) {
        List<JsonNode> meant = all(routes, said);
        if (meant.size() != 1) {
            return said == null
                    ? session.fail(
                            ExitCode.USAGE, "Say which workspace by --workspace; 'errata workspace list' shows them.")
                    : unknown(said);
        }
        return work.with(meant.getFirst().path("id").asString(""));
    }

    int unknown(String said) {
        return session.fail(
                ExitCode.NOT_SO, "There is no workspace " + said + ", or several; 'errata workspace list' shows them.");
    }

    /// Those that a word may mean; without a word that of this folder, else all.
    static List<JsonNode> all(OwnerRoutes routes, @Nullable String said) {
        Reply reply = routes.handle(Session.get("workspaces"));
        List<JsonNode> all =
                Json.parse(reply.json()).path("workspaces").valueStream().toList();
        String here =
                Path.of(said == null ? "" : said).toAbsolutePath().normalize().toString();
        List<JsonNode> fitting = all.stream()
                .filter(one -> one.path("folder").asString("").equals(here)
                        || one.path("id").asString("").equals(said)
                        || one.path("name").asString("").equals(said))
                .toList();
        return fitting.isEmpty() && said == null ? all : fitting;
    }

    /// Shows something of a workspace's settings.
    ///
    /// @param part what of them `--json` gives
    int show(@Nullable String said, Function<JsonNode, JsonNode> part, Function<JsonNode, String> words) {
        return session.read(routes -> one(routes, said, id -> {
            Reply reply = routes.handle(Session.get("workspaces/" + id + "/settings"));
            return session.show(reply.status() == 200 ? part(reply, part) : reply, words);
        }));
    }

    private static Reply part(Reply reply, Function<JsonNode, JsonNode> part) {
        return new Reply(200, part.apply(Json.parse(reply.json())).toString());
    }

    /// Changes a workspace's settings, and shows something of them then.
    int edit(@Nullable String said, Edit edit, Function<JsonNode, JsonNode> part, Function<JsonNode, String> words) {
        return session.change(routes -> one(routes, said, id -> {
            String path = "workspaces/" + id + "/settings";
            Reply before = routes.handle(Session.get(path));
            if (!(Json.parse(before.json()) instanceof ObjectNode settings) || before.status() != 200) {
                return session.show(before, any -> "");
            }
            String fault = edit.on(settings);
            if (!fault.isEmpty()) {
                return session.fail(ExitCode.NOT_SO, fault + " Nothing was changed.");
            }
            Reply reply = routes.handle(new Request("PUT", path, Map.of(), settings.toString()));
            return session.show(reply.status() == 200 ? part(reply, part) : reply, words);
        }));
    }
}
