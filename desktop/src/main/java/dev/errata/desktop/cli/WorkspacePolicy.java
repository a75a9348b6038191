package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.proxy.control.OwnerRoutes.Request;
import dev.errata.rules.patch.diff.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata workspace policy …`: what a workspace lets through without asking. A workspace has one policy.
@Command(
        name = "policy",
        aliases = "policies",
        description = "What a workspace lets through without asking; off until you enable it.")
final class WorkspacePolicy implements Runnable {
    private static final String KEY = "policy";

    private final Session session;
    private final WorkspaceMeant meant;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WorkspacePolicy(Session session) {
        this.session = session;
        this.meant = new WorkspaceMeant(session);
    }

    /// What can be said of a policy; what is left out stays, or is as usual.
    static final class Fields {
        @Option(names = "--enabled", paramLabel = "yes|no", description = "Whether it is in force. Usual: no.")
        private @Nullable String enabled;

        @Option(
                names = "--paths",
                paramLabel = "GLOB,GLOB",
                split = ",",
                description = "Each touched path fits one of these, for instance docs/**.")
        private @Nullable List<String> paths;

        @Option(names = "--max-lines", paramLabel = "N", description = "So many lines change at most. Usual: 100.")
        private @Nullable Integer lines;

        @Option(names = "--no-added-capability", paramLabel = "yes|no", description = "Usual: yes.")
        private @Nullable String capability;

        @Option(names = "--no-unknown", paramLabel = "yes|no", description = "Nothing is unresolved. Usual: yes.")
        private @Nullable String unknown;

        @Option(names = "--syntax-ok", paramLabel = "yes|no", description = "All was parsed and is valid. Usual: yes.")
        private @Nullable String syntax;

        @Option(
                names = "--gates-passed",
                paramLabel = "yes|no",
                description = "There are gates, and all pass." + " Usual: yes.")
        private @Nullable String gates;

        @Option(
                names = "--syntax-only",
                paramLabel = "yes|no",
                description = "Only comments and white space change. Usual: no.")
        private @Nullable String syntaxOnly;

        @Option(
                names = "--workspace",
                paramLabel = "W",
                description = "Its id, name or folder. Default: the only one, or that of this folder.")
        private @Nullable String workspace;

        void into(ObjectNode policy) {
            truth(policy, "enabled", enabled);
            truth(policy, "no_added_capability", capability);
            truth(policy, "no_unknown", unknown);
            truth(policy, "syntax_ok", syntax);
            truth(policy, "gates_passed", gates);
            truth(policy, "syntax_only", syntaxOnly);
            if (lines != null) {
                policy.put("max_lines", lines);
            }
            if (paths != null) {
                ArrayNode list = policy.putArray("paths");
                paths.stream()
                        .map(String::strip)
                        .filter(glob -> !glob.isEmpty())
                        .forEach(list::add);
            }
        }

        /// What is neither yes nor no goes on as it is, and is refused with all other faults.
        private static void truth(ObjectNode policy, String key, @Nullable String word) {
            if (word == null) {
                return;
            }
            switch (word) {
                case "yes", "true" -> policy.put(key, true);
                case "no", "false" -> policy.put(key, false);
                default -> policy.put(key, word);
            }
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: show, set, delete or try");
    }

    @Command(name = "show", aliases = "list", description = "Shows the policy.")
    int show(
            @Option(names = "--workspace", paramLabel = "W", description = "Its id, name or folder.") @Nullable
                    String workspace) {
        return meant.show(workspace, WorkspacePolicy::part, WorkspacePolicy::words);
    }

    @Command(name = "set", aliases = "add", description = "Changes the policy; what is left out stays.")
    int set(@Mixin Fields fields) {
        return meant.edit(
                fields.workspace,
                settings -> {
                    fields.into(policy(settings));
                    return "";
                },
                WorkspacePolicy::part,
                WorkspacePolicy::words);
    }

    @Command(name = "delete", description = "Takes the policy away: a person is asked about everything.")
    int delete(
            @Option(names = "--workspace", paramLabel = "W", description = "Its id, name or folder.") @Nullable
                    String workspace) {
        return meant.edit(
                workspace,
                settings -> settings.remove(KEY) == null ? "There is no policy." : "",
                WorkspacePolicy::part,
                WorkspacePolicy::words);
    }

    @Command(
            name = "try",
            description = "What the policy, changed by these options, would have said of past proposals. Changes"
                    + " nothing and runs no gate.")
    int dryRun(
            @Mixin Fields fields,
            @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = "Of so many, newest first.")
                    int count) {
        return session.read(routes -> meant.one(routes, fields.workspace, id -> {
            Reply before = routes.handle(Session.get("workspaces/" + id + "/settings"));
            if (!(Json.parse(before.json()) instanceof ObjectNode settings) || before.status() != 200) {
                return session.show(before, any -> "");
            }
            ObjectNode policy = policy(settings);
            fields.into(policy);
            ObjectNode body = Json.object().put("limit", count);
            body.set(KEY, policy);
            return session.show(
                    routes.handle(new Request("POST", "workspaces/" + id + "/try", Map.of(), body.toString())),
                    WorkspacePolicy::trials);
        }));
    }

    private static ObjectNode policy(ObjectNode settings) {
        return settings.path(KEY) instanceof ObjectNode there ? there : settings.putObject(KEY);
    }

    private static JsonNode part(JsonNode settings) {
        return settings.path(KEY).isObject() ? settings.path(KEY) : Json.object();
    }

    private static String words(JsonNode policy) {
        Columns table = new Columns();
        table.pair("enabled", said(policy, "enabled", false));
        String paths = policy.path("paths")
                .valueStream()
                .map(glob -> glob.asString(""))
                .collect(Collectors.joining(", "));
        table.pair("paths", paths.isEmpty() ? "none: nothing passes" : VisibleText.of(paths));
        table.pair("max-lines", policy.path("max_lines").asInt(100));
        table.pair("no-added-capability", said(policy, "no_added_capability", true));
        table.pair("no-unknown", said(policy, "no_unknown", true));
        table.pair("syntax-ok", said(policy, "syntax_ok", true));
        table.pair("gates-passed", said(policy, "gates_passed", true));
        table.pair("syntax-only", said(policy, "syntax_only", false));
        return table.toString();
    }

    private static String said(JsonNode policy, String key, boolean usual) {
        return policy.path(key).asBoolean(usual) ? "yes" : "no";
    }

    private static String trials(JsonNode body) {
        if (body.path("trials").isEmpty()) {
            return "no proposals yet";
        }
        Columns table = new Columns().row("PROPOSAL", "STATE", "POLICY", "TITLE", "BECAUSE");
        int passed = 0;
        for (JsonNode trial : body.path("trials")) {
            boolean passes = trial.path("passes").asBoolean(false);
            passed += passes ? 1 : 0;
            String because = trial.path("objections")
                    .valueStream()
                    .map(objection -> objection.asString(""))
                    .collect(Collectors.joining("; "));
            table.open(
                    trial.path("proposal").asString(""),
                    trial.path("state").asString(""),
                    passes ? "approves" : "asks",
                    VisibleText.of(trial.path("title").asString("")),
                    VisibleText.of(because));
        }
        return table + System.lineSeparator() + passed + " of "
                + body.path("trials").size() + " would have been approved";
    }
}
