package dev.errata.desktop.cli;

import dev.errata.desktop.api.Json;
import dev.errata.desktop.packs.RuleText;
import dev.errata.rules.pack.PackCheck;
import dev.errata.rules.pack.PackCheck.Checked;
import dev.errata.rules.pack.RuleFile.NoRules;
import dev.errata.rules.pack.RuleFile.Rules;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `errata rules test FILE`: whether a file's rules are rules and pass their own tests. Touches no home.
record PackTest(Session session, String file) {

    int run() {
        RuleText text;
        try {
            text = RuleText.of(file, session.terminal().in());
        } catch (RuleText.Unusable e) {
            return session.fail(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        return switch (text.read("")) {
            case NoRules(String reason) -> session.fail(ExitCode.USAGE, reason);
            case Rules rules -> show(rules, PackCheck.of(rules.pack()));
        };
    }

    private int show(Rules rules, List<Checked> checked) {
        int all = checked.stream()
                .filter(one -> one.faults().isEmpty())
                .mapToInt(one -> one.entry().tests().size())
                .sum();
        int failed = checked.stream().mapToInt(one -> one.failed().size()).sum();
        long invalid = checked.stream().filter(one -> !one.faults().isEmpty()).count()
                + rules.remarks().stream().filter(remark -> remark.refused()).count();
        ObjectNode json = Json.object();
        json.put("pack", rules.pack().name()).put("rules", checked.size()).put("invalid", invalid);
        json.put("passed", all - failed).put("failed", failed);
        StringBuilder words = new StringBuilder();
        ArrayNode problems = json.putArray("problems");
        rules.remarks().forEach(remark -> problem(
                problems,
                words,
                (remark.refused() ? "refused: " : "note: ") + remark.subject() + ": " + remark.text()));
        for (Checked one : checked) {
            String rule = "rule " + one.number() + " '" + Columns.shorten(one.entry().row().pattern()) + "': ";
            one.faults()
                    .forEach(fault -> problem(
                            problems,
                            words,
                            "no rule: " + rule + fault.field()
                                    + (fault.position() < 0 ? "" : " at " + (fault.position() + 1)) + ": "
                                    + fault.message()));
            one.failed()
                    .forEach(tried -> problem(
                            problems,
                            words,
                            "failed: " + rule + "'" + Columns.shorten(tried.test().input()) + "' became '"
                                    + Columns.shorten(tried.got()) + "', expected '"
                                    + Columns.shorten(tried.test().expected()) + "'"));
        }
        words.append(checked.size()).append(" rules, ").append(invalid).append(" not valid; tests: ");
        words.append(all - failed).append(" passed, ").append(failed).append(" failed");
        session.say(session.json() ? json.toString() : words.toString());
        return failed == 0 && invalid == 0 ? ExitCode.OK : ExitCode.NOT_SO;
    }

    private static void problem(ArrayNode problems, StringBuilder words, String text) {
        problems.add(text);
        words.append(text).append(System.lineSeparator());
    }
}
