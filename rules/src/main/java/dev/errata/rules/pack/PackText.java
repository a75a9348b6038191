package dev.errata.rules.pack;

import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes a pack in the one layout that reading and writing again gives back byte for byte.
///
/// | what | rule |
/// |---|---|
/// | keys | in the order below |
/// | `mode`, `model`, `client` | at the top if all rules have the same one, otherwise with each rule that has one |
/// | `type`, `match`, `pattern` | always |
/// | another column that holds its default | left out |
/// | an empty `author` or `description`, no tests | left out |
final class PackText {
    private final RulePack pack;
    private final JsonText json = new JsonText();

    private PackText(RulePack pack) {
        this.pack = pack;
    }

    static String of(RulePack pack) {
        return new PackText(pack).write();
    }

    private String write() {
        json.open('{');
        text("format", PackFile.FORMAT);
        literal("format_version", PackFile.FORMAT_VERSION);
        text("pack", pack.name());
        text("version", pack.version());
        unlessEmpty("author", pack.author());
        unlessEmpty("description", pack.description());
        String mode = common(PackText::mode);
        String model = common(RuleRow::model);
        String client = common(RuleRow::client);
        text("mode", mode);
        text("model", model);
        text("client", client);
        json.field("rules");
        json.open('[');
        for (RulePack.Entry entry : pack.entries()) {
            json.element();
            rule(entry, mode == null, model == null, client == null);
        }
        json.close(']');
        json.close('}');
        return json.toString();
    }

    private void rule(RulePack.Entry entry, boolean ownMode, boolean ownModel, boolean ownClient) {
        RuleRow row = entry.row();
        json.open('{');
        text("type", row.type());
        text("match", row.match() == null ? "literal" : row.match());
        text("pattern", row.pattern());
        text("replacement", row.replacement());
        Double threshold = row.confidenceThreshold();
        if (threshold != null && threshold != 0) {
            literal("confidence_threshold", threshold);
        }
        if (row.caseSensitive() != null && !row.caseSensitive()) {
            literal("case_sensitive", false);
        }
        text("scope", unless("any", row.scope()));
        text("language", row.language());
        text("model", ownModel ? row.model() : null);
        text("client", ownClient ? row.client() : null);
        text("mode", ownMode ? mode(row) : null);
        literal("priority", row.priority() == null || row.priority() == 0 ? null : row.priority());
        literal("window", row.window());
        text("on_error", unless("open", row.onError()));
        text("policy", row.policy());
        text("note", row.note());
        tests(entry.tests());
        json.close('}');
    }

    private void tests(List<RuleTest> tests) {
        if (tests.isEmpty()) {
            return;
        }
        json.field("tests");
        json.open('[');
        for (RuleTest test : tests) {
            json.element();
            json.open('{');
            text("input", test.input());
            text("expected", test.expected());
            json.close('}');
        }
        json.close(']');
    }

    private static String mode(RuleRow row) {
        return row.mode() == null ? "enforce" : row.mode();
    }

    /// What all rules have in this column, null if they differ or have none.
    private @Nullable String common(Function<RuleRow, @Nullable String> column) {
        List<@Nullable String> distinct = pack.entries().stream()
                .<@Nullable String>map(entry -> column.apply(entry.row()))
                .distinct()
                .toList();
        return distinct.size() == 1 ? distinct.getFirst() : null;
    }

    private static @Nullable String unless(String defaultText, @Nullable String value) {
        return defaultText.equals(value) ? null : value;
    }

    private void unlessEmpty(String field, String value) {
        text(field, value.isEmpty() ? null : value);
    }

    private void text(String field, @Nullable String value) {
        if (value != null) {
            json.field(field);
            json.string(value);
        }
    }

    private void literal(String field, @Nullable Object value) {
        if (value != null) {
            json.field(field);
            json.literal(value.toString());
        }
    }
}
