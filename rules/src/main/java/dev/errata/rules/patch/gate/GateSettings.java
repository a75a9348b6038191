package dev.errata.rules.patch.gate;

import dev.errata.logs.store.entity.GateRow;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the settings of a workspace say about gates.
///
/// ```
/// {"gates": [{"name": "tests", "type": "UNIT", "command": ["mvn", "-o", "test"], "timeout_sec": 600,
///             "expected_exit_code": 0, "after": ["lint"], "memory_mb": 4096, "processes": 512, "output_mb": 16}],
///  "gates_readable": ["/home/me/.m2"], "gates_without_isolation": false}
/// ```
///
/// @param gates in their order
/// @param readable folders that gates may read besides the system's own
/// @param withoutIsolation whether they may run where nothing keeps them from the network and other folders
public record GateSettings(List<GateCommand> gates, List<Path> readable, boolean withoutIsolation) {
    private static final long TIMEOUT_SEC = 1_800;
    private static final int LONGEST_SEC = 86_400;

    /// No gates.
    public static final GateSettings NONE = new GateSettings(List.of(), List.of(), false);

    public GateSettings {
        gates = List.copyOf(gates);
        readable = List.copyOf(readable);
    }

    /// What came of reading.
    public sealed interface Reading {

        /// They can be used.
        record Read(GateSettings settings) implements Reading {}

        /// They cannot.
        ///
        /// @param faults what is wrong, for people
        record Bad(List<String> faults) implements Reading {
            public Bad {
                faults = List.copyOf(faults);
            }
        }
    }

    /// Reads a workspace's settings, of which only the fields above are looked at.
    public static Reading read(String json) {
        JsonNode all;
        try {
            all = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            return new Reading.Bad(List.of("The settings are no JSON: " + e.getOriginalMessage()));
        }
        List<String> faults = new ArrayList<>();
        List<GateCommand> gates = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!all.path("gates").isMissingNode() && !all.path("gates").isArray()) {
            faults.add("gates is a list of objects.");
        }
        for (JsonNode one : all.path("gates")) {
            gate(one, names, faults).ifPresent(gates::add);
        }
        List<Path> readable = new ArrayList<>();
        all.path("gates_readable").forEach(folder -> {
            try {
                Path path = Path.of(folder.asString(""));
                if (path.isAbsolute()) {
                    readable.add(path.normalize());
                    return;
                }
            } catch (InvalidPathException e) {
                // Said below.
            }
            faults.add("gates_readable takes absolute paths, and not " + folder + ".");
        });
        boolean open = all.path("gates_without_isolation").asBoolean(false);
        return faults.isEmpty() ? new Reading.Read(new GateSettings(gates, readable, open)) : new Reading.Bad(faults);
    }

    private static Optional<GateCommand> gate(JsonNode one, Set<String> names, List<String> faults) {
        String name = one.path("name").asString("");
        int before = faults.size();
        if (name.isBlank() || names.contains(name)) {
            faults.add("Each gate has a name of its own" + (name.isBlank() ? "." : ", and " + name + " is taken."));
        }
        String type = one.path("type").asString("UNIT");
        if (Arrays.stream(GateRow.Type.values()).noneMatch(each -> each.name().equals(type))) {
            faults.add("The type of " + name + " is LINT, UNIT, INTEGRATION or SECURITY, and not " + type + ".");
        }
        List<String> command = strings(one.path("command"));
        if (command.isEmpty()) {
            faults.add("command of " + name + " is a list: the program and its arguments, at least the program.");
        }
        List<String> after = strings(one.path("after"));
        after.stream()
                .filter(each -> !names.contains(each))
                .forEach(each -> faults.add(name + " comes after " + each + ", which does not stand before it."));
        long timeout = number(one, "timeout_sec", TIMEOUT_SEC, LONGEST_SEC, name, faults);
        long expected = one.path("expected_exit_code").asLong(0);
        int memory =
                (int) number(one, "memory_mb", GateCommand.Limits.DEFAULTS.memoryMegabytes(), 1 << 20, name, faults);
        int processes = (int) number(one, "processes", GateCommand.Limits.DEFAULTS.processes(), 1 << 16, name, faults);
        int output =
                (int) number(one, "output_mb", GateCommand.Limits.DEFAULTS.outputMegabytes(), 1 << 10, name, faults);
        names.add(name);
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new GateCommand(
                        name,
                        GateRow.Type.valueOf(type),
                        command,
                        timeout,
                        expected,
                        after,
                        new GateCommand.Limits(Math.max(16, memory), processes, output)));
    }

    private static long number(JsonNode one, String field, long usual, long most, String name, List<String> faults) {
        long value = one.path(field).asLong(usual);
        if (value < 1 || value > most) {
            faults.add(field + " of " + name + " is 1 to " + most + ", and not " + value + ".");
            return usual;
        }
        return value;
    }

    private static List<String> strings(JsonNode list) {
        return list.isArray()
                ? list.valueStream()
                        .map(each -> each.asString(""))
                        .filter(each -> !each.isEmpty())
                        .toList()
                : List.of();
    }
}
