package dev.errata.rules.patch.approve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A policy as JSON.
///
/// **Thread:** any.
public final class PolicyText {
    private static final int MOST_LINES = 100_000;
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "enabled",
            "paths",
            "max_lines",
            "no_added_capability",
            "no_unknown",
            "syntax_ok",
            "gates_passed",
            "syntax_only"));

    private final List<String> faults = new ArrayList<>();
    private final JsonNode json;

    private PolicyText(JsonNode json) {
        this.json = json;
    }

    /// What a text says.
    public sealed interface Reading {

        /// A policy.
        record Good(Policy policy) implements Reading {}

        /// None: with each fault, for people.
        record Bad(List<String> faults) implements Reading {
            public Bad {
                faults = List.copyOf(faults);
            }
        }
    }

    /// Reads a JSON object; empty text is no policy.
    public static Reading read(String text) {
        try {
            return read(
                    text.isBlank()
                            ? JsonMapper.shared().createObjectNode()
                            : JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            return new Reading.Bad(List.of("It is no JSON: " + e.getOriginalMessage() + "."));
        }
    }

    /// Reads what was read as JSON already.
    public static Reading read(JsonNode json) {
        return new PolicyText(json).reading();
    }

    private Reading reading() {
        if (!json.isObject()) {
            return new Reading.Bad(List.of("A policy is a JSON object, such as {\"enabled\": false}."));
        }
        for (String name : json.propertyNames()) {
            if (!KEYS.contains(name)) {
                faults.add("'" + name + "' is no key of a policy; use " + String.join(", ", KEYS) + ".");
            }
        }
        var policy = new Policy(
                truth("enabled", Policy.OFF.enabled()),
                paths(),
                lines(),
                truth("no_added_capability", true),
                truth("no_unknown", true),
                truth("syntax_ok", true),
                truth("gates_passed", true),
                truth("syntax_only", false));
        if (policy.enabled() && policy.paths().isEmpty()) {
            faults.add("A policy that is enabled needs paths, for instance [\"docs/**\"].");
        }
        return faults.isEmpty() ? new Reading.Good(policy) : new Reading.Bad(faults);
    }

    private boolean truth(String key, boolean otherwise) {
        JsonNode value = json.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            faults.add("'" + key + "' is true or false, not " + value + ".");
        }
        return value.asBoolean(otherwise);
    }

    private int lines() {
        JsonNode value = json.path("max_lines");
        if (value.isMissingNode()) {
            return Policy.OFF.maxLines();
        }
        if (!value.isInt() || value.asInt() < 1 || value.asInt() > MOST_LINES) {
            faults.add("'max_lines' is a whole number from 1 to " + MOST_LINES + ", not " + value + ".");
            return 1;
        }
        return value.asInt();
    }

    private List<String> paths() {
        JsonNode value = json.path("paths");
        List<String> paths = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            faults.add("'paths' is a list of globs, not " + value + ".");
        }
        for (JsonNode each : value) {
            String glob = each.isString() ? each.asString() : "";
            if (glob.isBlank() || glob.startsWith("/") || glob.indexOf('\\') >= 0) {
                faults.add("'paths' has " + each + "; a glob is a text such as \"docs/**\", relative, with '/'.");
            } else {
                paths.add(glob);
            }
        }
        return paths;
    }

    /// The policy as a JSON object.
    public static ObjectNode write(Policy policy) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("enabled", policy.enabled());
        ArrayNode paths = json.putArray("paths");
        policy.paths().forEach(paths::add);
        return json.put("max_lines", policy.maxLines())
                .put("no_added_capability", policy.noAddedCapability())
                .put("no_unknown", policy.noUnknown())
                .put("syntax_ok", policy.syntaxOk())
                .put("gates_passed", policy.gatesPassed())
                .put("syntax_only", policy.syntaxOnly());
    }
}
