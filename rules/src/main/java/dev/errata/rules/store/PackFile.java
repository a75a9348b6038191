package dev.errata.rules.store;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a pack file: JSON, with the names of the table's columns.
///
/// ```json
/// {"format": "errata-rules", "format_version": 1, "pack": "mine", "version": "1.0.0", "author": "me",
///  "description": "...", "mode": "shadow",
///  "rules": [{"type": "incorrect_fact", "match": "word", "pattern": "a", "replacement": "b",
///             "tests": [{"input": "x a y", "expected": "x b y"}]}]}
/// ```
/// `mode`, `model` and `client` at the top hold for every rule that does not say otherwise. A rule without
/// `replacement` is detect-only. Whether a row is a valid rule is not asked here.
public final class PackFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORMAT = "errata-rules";
    private static final int FORMAT_VERSION = 1;

    private static final Set<String> RULE_FIELDS = Set.of(
            "type",
            "match",
            "pattern",
            "replacement",
            "confidence_threshold",
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
            "note",
            "tests");

    private PackFile() {}

    /// What came of reading a file.
    public sealed interface Reading {}

    /// It is a pack.
    public record Read(RulePack pack) implements Reading {}

    /// It is none; the reason names the rule and the field.
    public record NoPack(String reason) implements Reading {}

    /// Reads the text of a pack file.
    public static Reading read(String text) {
        try {
            return new Read(pack(JSON.readTree(text)));
        } catch (JacksonException e) {
            return new NoPack("It is not JSON: " + e.getOriginalMessage());
        } catch (Misfit e) {
            return new NoPack(String.valueOf(e.getMessage()));
        }
    }

    private static RulePack pack(JsonNode file) throws Misfit {
        if (!file.path("format").asString("").equals(FORMAT)) {
            throw new Misfit("The field format is not " + FORMAT + ": it is no file of rules.");
        }
        if (file.path("format_version").asInt(0) != FORMAT_VERSION) {
            throw new Misfit("The field format_version is not " + FORMAT_VERSION + ": a newer Errata may read it.");
        }
        String name = required(file, "pack", "The file");
        String version = required(file, "version", "The file");
        String author = text(file, "author", "The file");
        var entries = new ArrayList<RulePack.Entry>();
        int number = 0;
        for (JsonNode rule : file.path("rules")) {
            number++;
            entries.add(entry(file, rule, "Rule " + number));
        }
        String description = file.path("description").asString("");
        return new RulePack(name, version, author == null ? "" : author, description, entries);
    }

    private static RulePack.Entry entry(JsonNode file, JsonNode rule, String where) throws Misfit {
        for (String field : rule.propertyNames()) {
            if (!RULE_FIELDS.contains(field)) {
                throw new Misfit(where + " has an unknown field: " + field + ".");
            }
        }
        var row = new RuleRow(
                0,
                required(rule, "pattern", where),
                required(rule, "type", where),
                number(rule, "confidence_threshold", where),
                text(rule, "replacement", where),
                text(rule, "match", where),
                flag(rule, "case_sensitive", where),
                text(rule, "scope", where),
                text(rule, "language", where),
                text(rule.has("model") ? rule : file, "model", where),
                text(rule.has("client") ? rule : file, "client", where),
                text(rule.has("mode") ? rule : file, "mode", where),
                whole(rule, "priority", where),
                whole(rule, "window", where),
                text(rule, "on_error", where),
                text(rule, "policy", where),
                required(file, "pack", where),
                text(file, "author", where),
                required(file, "version", where),
                text(rule, "note", where),
                null,
                null);
        var tests = new ArrayList<RuleTest>();
        for (JsonNode test : rule.path("tests")) {
            String here = where + ", a test";
            tests.add(new RuleTest(required(test, "input", here), required(test, "expected", here)));
        }
        return new RulePack.Entry(row, List.copyOf(tests));
    }

    private static String required(JsonNode node, String field, String where) throws Misfit {
        String value = text(node, field, where);
        if (value == null) {
            throw new Misfit(where + " lacks the field " + field + ".");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String field, String where) throws Misfit {
        JsonNode value = given(node, field);
        if (value != null && !value.isString()) {
            throw new Misfit(where + ": the field " + field + " is no text.");
        }
        return value == null ? null : value.asString();
    }

    private static @Nullable Double number(JsonNode node, String field, String where) throws Misfit {
        JsonNode value = given(node, field);
        if (value != null && !value.isNumber()) {
            throw new Misfit(where + ": the field " + field + " is no number.");
        }
        return value == null ? null : value.asDouble();
    }

    private static @Nullable Integer whole(JsonNode node, String field, String where) throws Misfit {
        JsonNode value = given(node, field);
        if (value != null && !value.isInt()) {
            throw new Misfit(where + ": the field " + field + " is no whole number.");
        }
        return value == null ? null : value.asInt();
    }

    private static @Nullable Boolean flag(JsonNode node, String field, String where) throws Misfit {
        JsonNode value = given(node, field);
        if (value != null && !value.isBoolean()) {
            throw new Misfit(where + ": the field " + field + " is neither true nor false.");
        }
        return value == null ? null : value.asBoolean();
    }

    private static @Nullable JsonNode given(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /// Leaves the reading where a field does not fit; becomes a [NoPack].
    private static final class Misfit extends Exception {
        private static final long serialVersionUID = 1L;

        Misfit(String message) {
            super(message);
        }
    }
}
