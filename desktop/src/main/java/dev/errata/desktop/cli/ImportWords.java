package dev.errata.desktop.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Says in words what an import would do or did.
final class ImportWords {
    private final List<String> lines = new ArrayList<>();

    private ImportWords() {}

    /// @param body the answer of `packs/import`
    static String of(JsonNode body) {
        var words = new ImportWords();
        JsonNode plan = body.path("plan");
        words.head(plan);
        plan.path("remarks").forEach(words::remark);
        plan.path("rules").forEach(words::rule);
        plan.path("vanished")
                .forEach(row -> words.lines.add("no longer in the pack: rule "
                        + row.path("id").asLong() + " " + quoted(row.path("pattern"))));
        words.outcome(body);
        return String.join(System.lineSeparator(), words.lines);
    }

    private void head(JsonNode plan) {
        String installed = plan.path("installed").asString("");
        var head = new StringBuilder("pack " + plan.path("pack").asString("") + " "
                + plan.path("version").asString("") + (installed.isEmpty() ? "" : " (here: " + installed + ")") + ":");
        String comma = " ";
        for (String kind : List.of("new", "equal", "update", "conflict")) {
            long count = plan.path("rules").valueStream()
                    .filter(rule -> rule.path("kind").asString("").equals(kind))
                    .count();
            head.append(comma).append(count).append(' ').append(kind);
            comma = ", ";
        }
        lines.add(head.toString());
    }

    private void remark(JsonNode remark) {
        lines.add((remark.path("refused").asBoolean() ? "refused: " : "note: ")
                + remark.path("subject").asString("") + ": "
                + remark.path("text").asString(""));
    }

    private void rule(JsonNode rule) {
        String kind = rule.path("kind").asString("");
        if (kind.equals("conflict") || kind.equals("update")) {
            lines.add(kind + ": rule " + rule.path("id").asLong() + " " + quoted(rule.path("pattern")) + ", number "
                    + rule.path("n").asInt() + " in the file");
            rule.path("differences")
                    .forEach(difference -> lines.add("  " + difference.path("column").asString("") + ": here "
                            + quoted(difference.path("mine")) + ", in the file "
                            + quoted(difference.path("theirs"))));
        }
        rule.path("faults")
                .forEach(fault -> lines.add("no rule: number " + rule.path("n").asInt() + " "
                        + quoted(rule.path("pattern")) + ": "
                        + fault.path("field").asString("") + place(fault) + ": "
                        + fault.path("message").asString("")));
        rule.path("failed_tests")
                .forEach(test -> lines.add("its own test fails: number " + rule.path("n").asInt() + ": "
                        + quoted(test.path("input")) + " became "
                        + quoted(test.path("got")) + ", expected "
                        + quoted(test.path("expected")) + "; it is not enforced (mode "
                        + rule.path("mode").asString("") + ")"));
    }

    private static String place(JsonNode fault) {
        int position = fault.path("position").asInt(-1);
        return position < 0 ? "" : " at " + (position + 1);
    }

    private void outcome(JsonNode body) {
        if (body.has("import")) {
            long number = body.path("import").asLong();
            lines.add(
                    number == 0
                            ? "nothing to change"
                            : "imported: " + body.path("added").asInt() + " added, "
                                    + body.path("changed").asInt() + " replaced, "
                                    + body.path("removed").asInt() + " removed; to take it back: errata rules restore"
                                    + " --import " + number);
        } else if (!body.has("error")) {
            lines.add("only asked; nothing was changed");
        }
    }

    private static String quoted(JsonNode text) {
        return text.isNull() || text.isMissingNode() ? "nothing" : "'" + Columns.shorten(text.asString()) + "'";
    }
}
