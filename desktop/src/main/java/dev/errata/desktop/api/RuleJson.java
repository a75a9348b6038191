package dev.errata.desktop.api;

import dev.errata.rules.RuleFault;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A rule's row as JSON: the keys are the columns of `correction_patterns`.
public final class RuleJson {
    /// The columns a person may set, in the table's order.
    public static final List<String> COLUMNS = List.of(
            "pattern",
            "type",
            "confidence_threshold",
            "replacement",
            "match",
            "case_sensitive",
            "scope",
            "language",
            "model",
            "client",
            "mode",
            "priority",
            "window",
            "on_error",
            "policy",
            "pack",
            "author",
            "version",
            "note");

    private static final String TESTS = "tests";
    private static final Set<String> OURS = Set.of("id", "created_at", "updated_at", "valid", "faults", TESTS);

    private static final String NO_TEST =
            "The tests of a rule are a list of {\"input\": \"...\", \"expected\": \"...\"}, both texts.";

    private RuleJson() {}

    /// A row and what is wrong with it.
    static ObjectNode of(RuleRow row, List<RuleFault> faults) {
        ObjectNode json = Json.object();
        json.put("id", row.id()).put("pattern", row.pattern()).put("type", row.type());
        json.put("confidence_threshold", row.confidenceThreshold()).put("replacement", row.replacement());
        json.put("match", row.match()).put("case_sensitive", row.caseSensitive()).put("scope", row.scope());
        json.put("language", row.language()).put("model", row.model()).put("client", row.client());
        json.put("mode", row.mode()).put("priority", row.priority()).put("window", row.window());
        json.put("on_error", row.onError()).put("policy", row.policy()).put("pack", row.pack());
        json.put("author", row.author()).put("version", row.version()).put("note", row.note());
        json.put("created_at", row.createdAt()).put("updated_at", row.updatedAt());
        json.put("valid", faults.isEmpty());
        json.set("faults", faults(faults));
        return json;
    }

    /// A row with its own tests.
    static ObjectNode of(RuleRow row, List<RuleFault> faults, List<RuleTest> tests) {
        ObjectNode json = of(row, faults);
        ArrayNode list = json.putArray(TESTS);
        tests.forEach(test -> list.addObject().put("input", test.input()).put("expected", test.expected()));
        return json;
    }

    /// The tests that a body gives; empty if it leaves them as they are.
    ///
    /// @throws IllegalArgumentException with a message for people if they are no tests
    static Optional<List<RuleTest>> tests(JsonNode body) {
        JsonNode list = body.path(TESTS);
        if (list.isMissingNode() || list.isNull()) {
            return Optional.empty();
        }
        if (!list.isArray()) {
            throw new IllegalArgumentException(NO_TEST);
        }
        List<RuleTest> tests = new ArrayList<>();
        for (JsonNode test : list) {
            if (!test.path("input").isString() || !test.path("expected").isString()) {
                throw new IllegalArgumentException(NO_TEST);
            }
            tests.add(new RuleTest(
                    test.path("input").asString(), test.path("expected").asString()));
        }
        return Optional.of(tests);
    }

    /// Adds tests to those of a row.
    public static void addTests(ObjectNode row, List<RuleTest> more) {
        ArrayNode list = row.path(TESTS) instanceof ArrayNode known ? known : row.putArray(TESTS);
        more.forEach(test -> list.addObject().put("input", test.input()).put("expected", test.expected()));
    }

    /// Takes a row's tests away.
    public static void dropTests(ObjectNode row) {
        row.putArray(TESTS);
    }

    static ArrayNode faults(List<RuleFault> faults) {
        ArrayNode list = Json.object().arrayNode();
        faults.forEach(fault -> list.addObject()
                .put("field", fault.field())
                .put("position", fault.position())
                .put("message", fault.message()));
        return list;
    }

    /// The row a body describes. Keys it lacks become null: a row is replaced as a whole.
    ///
    /// @throws IllegalArgumentException with a message for people if it has an unknown key or a value of the wrong kind
    static RuleRow row(long id, JsonNode body) {
        for (String key : body.propertyNames()) {
            if (!COLUMNS.contains(key) && !OURS.contains(key)) {
                throw new IllegalArgumentException(
                        "A rule has no column '" + key + "'; it has " + String.join(", ", COLUMNS) + ".");
            }
        }
        String pattern = text(body, "pattern");
        String type = text(body, "type");
        if (pattern == null || type == null) {
            throw new IllegalArgumentException("A rule needs at least a pattern and a type.");
        }
        return new RuleRow(
                id,
                pattern,
                type,
                real(body, "confidence_threshold"),
                text(body, "replacement"),
                text(body, "match"),
                flag(body, "case_sensitive"),
                text(body, "scope"),
                text(body, "language"),
                text(body, "model"),
                text(body, "client"),
                text(body, "mode"),
                whole(body, "priority"),
                whole(body, "window"),
                text(body, "on_error"),
                text(body, "policy"),
                text(body, "pack"),
                text(body, "author"),
                text(body, "version"),
                text(body, "note"),
                null,
                null);
    }

    /// Puts a column's value, given as text, into a row; returns what is wrong with it, empty if nothing is.
    public static String put(ObjectNode row, String column, String text) {
        if (!COLUMNS.contains(column)) {
            return "A rule has no column '" + column + "'; it has " + String.join(", ", COLUMNS) + ".";
        }
        try {
            switch (column) {
                case "confidence_threshold" -> row.put(column, Double.parseDouble(text));
                case "priority", "window" -> row.put(column, Integer.parseInt(text));
                case "case_sensitive" -> {
                    if (!Set.of("true", "false", "1", "0").contains(text)) {
                        return "The column 'case_sensitive' takes true or false, not '" + text + "'.";
                    }
                    row.put(column, text.equals("true") || text.equals("1"));
                }
                default -> row.put(column, text);
            }
            return "";
        } catch (NumberFormatException e) {
            return "The column '" + column + "' takes a number, not '" + text + "'.";
        }
    }

    private static @Nullable String text(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new IllegalArgumentException("The column '" + key + "' takes a text, not " + value + ".");
        }
        return value.asString();
    }

    private static @Nullable Double real(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException("The column '" + key + "' takes a number, not " + value + ".");
        }
        return value.asDouble();
    }

    private static @Nullable Integer whole(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("The column '" + key + "' takes a whole number, not " + value + ".");
        }
        return value.asInt();
    }

    private static @Nullable Boolean flag(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && (value.asLong() == 0 || value.asLong() == 1)) {
            return value.asLong() == 1;
        }
        throw new IllegalArgumentException("The column '" + key + "' takes true or false, not " + value + ".");
    }
}
