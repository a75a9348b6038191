package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.rules.patch.diff.VisibleText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata workspace gates …`: the commands that have to pass on a copy before anything is written.
@Command(name = "gates", description = "The commands that must pass on a copy before anything is written.")
final class WorkspaceGates implements Runnable {
    private static final String KEY = "gates";

    private final WorkspaceMeant meant;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WorkspaceGates(Session session) {
        this.meant = new WorkspaceMeant(session);
    }

    /// What can be said of a gate; what is left out stays, or is as usual.
    static final class Fields {
        @Option(names = "--type", paramLabel = "TYPE", description = "LINT, UNIT, INTEGRATION or SECURITY.")
        private @Nullable String type;

        @Option(names = "--timeout", paramLabel = "SEC", description = "After so many seconds it has failed.")
        private @Nullable Long timeout;

        @Option(names = "--expect", paramLabel = "CODE", description = "The exit code that counts as passed.")
        private @Nullable Long expected;

        @Option(names = "--after", paramLabel = "N,N", split = ",", description = "Gates that must have passed before.")
        private @Nullable List<String> after;

        @Option(names = "--memory", paramLabel = "MB", description = "What it may take of memory.")
        private @Nullable Long memory;

        @Option(names = "--processes", paramLabel = "N", description = "How many processes it may start.")
        private @Nullable Long processes;

        @Option(names = "--output", paramLabel = "MB", description = "What it may print.")
        private @Nullable Long output;

        @Option(
                names = "--workspace",
                paramLabel = "W",
                description = "Its id, name or folder. Default: the only one, or that of this folder.")
        private @Nullable String workspace;

        void into(ObjectNode gate, List<String> command) {
            put(gate, "type", type);
            put(gate, "timeout_sec", timeout);
            put(gate, "expected_exit_code", expected);
            put(gate, "memory_mb", memory);
            put(gate, "processes", processes);
            put(gate, "output_mb", output);
            put(gate, "after", after);
            put(gate, "command", command.isEmpty() ? null : command);
        }

        private static void put(ObjectNode gate, String field, @Nullable String value) {
            if (value != null) {
                gate.put(field, value);
            }
        }

        private static void put(ObjectNode gate, String field, @Nullable Long value) {
            if (value != null) {
                gate.put(field, value);
            }
        }

        private static void put(ObjectNode gate, String field, @Nullable List<String> values) {
            if (values != null) {
                ArrayNode list = gate.putArray(field);
                values.stream().filter(value -> !value.isEmpty()).forEach(list::add);
            }
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: list, add, set or delete");
    }

    @Command(name = "list", description = "Shows the gates, in the order in which they run.")
    int list(
            @Option(names = "--workspace", paramLabel = "W", description = "Its id, name or folder.") @Nullable
                    String workspace) {
        return meant.show(workspace, WorkspaceGates::part, WorkspaceGates::table);
    }

    @Command(
            name = "add",
            description = "Adds a gate behind the others: errata workspace gates add tests -- mvn -o -q test")
    int add(
            @Mixin Fields fields,
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
            @Parameters(
                            paramLabel = "COMMAND",
                            arity = "1..*",
                            description = "The program and its arguments, behind --; no shell reads them.")
                    List<String> command) {
        return meant.edit(
                fields.workspace,
                settings -> {
                    if (find(settings, name) != null) {
                        return "There is a gate " + name + " already; 'errata workspace gates set' changes it.";
                    }
                    fields.into(gates(settings).addObject().put("name", name), command);
                    return "";
                },
                WorkspaceGates::part,
                WorkspaceGates::table);
    }

    @Command(name = "set", description = "Changes a gate; what is left out stays.")
    int set(
            @Mixin Fields fields,
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
            @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Another command, behind --.") @Nullable
                    List<String> command) {
        return meant.edit(
                fields.workspace,
                settings -> {
                    ObjectNode gate = find(settings, name);
                    if (gate == null) {
                        return none(name);
                    }
                    fields.into(gate, command == null ? List.of() : command);
                    return "";
                },
                WorkspaceGates::part,
                WorkspaceGates::table);
    }

    @Command(name = "delete", description = "Takes a gate away.")
    int delete(
            @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
            @Option(names = "--workspace", paramLabel = "W", description = "Its id, name or folder.") @Nullable
                    String workspace) {
        return meant.edit(
                workspace,
                settings -> {
                    ArrayNode gates = gates(settings);
                    for (int i = 0; i < gates.size(); i++) {
                        if (gates.path(i).path("name").asString("").equals(name)) {
                            gates.remove(i);
                            return "";
                        }
                    }
                    return none(name);
                },
                WorkspaceGates::part,
                WorkspaceGates::table);
    }

    private static String none(String name) {
        return "There is no gate " + name + "; 'errata workspace gates list' shows them.";
    }

    private static ArrayNode gates(ObjectNode settings) {
        return settings.path(KEY) instanceof ArrayNode there ? there : settings.putArray(KEY);
    }

    private static @Nullable ObjectNode find(ObjectNode settings, String name) {
        for (JsonNode gate : gates(settings)) {
            if (gate instanceof ObjectNode one && one.path("name").asString("").equals(name)) {
                return one;
            }
        }
        return null;
    }

    private static JsonNode part(JsonNode settings) {
        ObjectNode json = Json.object();
        json.set(KEY, settings.path(KEY).isArray() ? settings.path(KEY) : json.arrayNode());
        json.put(
                "gates_without_isolation",
                settings.path("gates_without_isolation").asBoolean(false));
        return json;
    }

    private static String table(JsonNode part) {
        if (part.path(KEY).isEmpty()) {
            return "no gates: what is approved is written without a test";
        }
        Columns table = new Columns().row("GATE", "TYPE", "TIMEOUT", "AFTER", "COMMAND");
        for (JsonNode gate : part.path(KEY)) {
            table.open(
                    VisibleText.of(gate.path("name").asString("")),
                    gate.path("type").asString("UNIT"),
                    gate.path("timeout_sec").asString("1800") + " s",
                    VisibleText.of(words(gate.path("after"))),
                    VisibleText.of(words(gate.path("command"))));
        }
        return table.toString();
    }

    private static String words(JsonNode list) {
        return list.valueStream().map(word -> word.asString("")).collect(Collectors.joining(" "));
    }
}
