package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes a pack file: JSON, with the names of the table's columns.
///
/// ```json
/// {"format": "errata-rules", "format_version": 1, "pack": "mine", "version": "1.0.0", "author": "me",
///  "description": "...", "mode": "shadow",
///  "rules": [{"type": "incorrect_fact", "match": "word", "pattern": "a", "replacement": "b",
///             "tests": [{"input": "x a y", "expected": "x b y"}]}]}
/// ```
/// `mode`, `model` and `client` at the top hold for every rule that does not say otherwise. A rule without
/// `replacement` is detect-only. Whether a row is a valid rule is not asked here.
///
/// What was written reads back equal, and writes again to the same bytes. `id`, `created_at` and `updated_at` are the
/// home's own and stand in no file; `pack`, `author` and `version` stand once, for all rules.
///
/// **Thread:** any.
public final class PackFile {
    static final String FORMAT = "errata-rules";
    static final int FORMAT_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Set<String> FILE_FIELDS = Set.of(
            "format",
            "format_version",
            "pack",
            "version",
            "author",
            "description",
            "mode",
            "model",
            "client",
            "rules");
    private static final Set<String> TEST_FIELDS = Set.of("input", "expected");

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

    /// The text of a pack's file, in the one canonical layout; write it as UTF-8. Its rules' own `pack`, `author` and
    /// `version` are not asked: the pack's hold for all.
    public static String write(RulePack pack) {
        return PackText.of(pack);
    }

    /// Reads the text of a pack file.
    public static Reading read(String text) {
        try {
            return new Read(pack(JSON.readTree(text)));
        } catch (JacksonException e) {
            return new NoPack("It is not JSON: " + e.getOriginalMessage() + place(e));
        } catch (Misfit e) {
            return new NoPack(String.valueOf(e.getMessage()));
        }
    }

    private static RulePack pack(JsonNode file) throws Misfit {
        if (!file.path("format").asString("").equals(FORMAT)) {
            throw new Misfit("The field format is not " + FORMAT + ": it is no file of rules.");
        }
        JsonNode format = file.path("format_version");
        if (!format.isInt() || format.asInt() != FORMAT_VERSION) {
            throw new Misfit("The field format_version is not " + FORMAT_VERSION + ": a newer Errata may read it.");
        }
        known(file, FILE_FIELDS, "The file");
        String name = filled(file, "pack");
        String version = filled(file, "version");
        String author = text(file, "author", "The file");
        String description = text(file, "description", "The file");
        var entries = new ArrayList<RulePack.Entry>();
        int number = 0;
        for (JsonNode rule : list(file, "rules", "The file", true)) {
            number++;
            entries.add(entry(file, rule, "Rule " + number));
        }
        return new RulePack(
                name, version, author == null ? "" : author, description == null ? "" : description, entries);
    }

    private static RulePack.Entry entry(JsonNode file, JsonNode rule, String where) throws Misfit {
        known(rule, RULE_FIELDS, where);
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
        for (JsonNode test : list(rule, "tests", where, false)) {
            String here = where + ", test " + (tests.size() + 1);
            known(test, TEST_FIELDS, here);
            tests.add(new RuleTest(required(test, "input", here), required(test, "expected", here)));
        }
        return new RulePack.Entry(row, List.copyOf(tests));
    }

    private static void known(JsonNode node, Set<String> fields, String where) throws Misfit {
        if (!node.isObject()) {
            throw new Misfit(where + " is no JSON object.");
        }
        for (String field : node.propertyNames()) {
            if (!fields.contains(field)) {
                throw new Misfit(where + " has an unknown field: " + field + ".");
            }
        }
    }

    private static List<JsonNode> list(JsonNode node, String field, String where, boolean required) throws Misfit {
        JsonNode value = given(node, field);
        if (value == null && required) {
            throw new Misfit(where + " lacks the field " + field + ".");
        }
        if (value != null && !value.isArray()) {
            throw new Misfit(where + ": the field " + field + " is no list.");
        }
        return value == null ? List.of() : value.valueStream().toList();
    }

    private static String filled(JsonNode file, String field) throws Misfit {
        String value = required(file, field, "The file");
        if (value.isBlank()) {
            throw new Misfit("The file: the field " + field + " is empty.");
        }
        return value;
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
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
