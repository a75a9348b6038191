package dev.errata.desktop.cli;

import dev.errata.rules.patch.diff.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;

/// How proposals look on a terminal: nothing that a patch says is obeyed by it, and nothing in it is hidden.
final class PatchWords {
    private final Ansi ansi;

    PatchWords(Ansi ansi) {
        this.ansi = ansi;
    }

    /// One line for each proposal.
    static String table(JsonNode body) {
        Columns table = new Columns().row("PROPOSAL", "STATE", "VERDICT", "HUNKS", "FILES", "FROM", "TITLE");
        body.path("proposals")
                .forEach(one -> table.row(
                        one.path("id").asString(""),
                        one.path("state").asString(""),
                        one.path("verdict").path("status").asString("-"),
                        one.path("hunk_count").asInt(0),
                        one.path("files").asInt(0),
                        one.path("channel").asString(""),
                        VisibleText.of(one.path("title").asString(""))));
        String more = body.path("after").asString("");
        return table + (more.isEmpty() ? "" : System.lineSeparator() + "more: --after '" + more + "'");
    }

    /// How a proposal stands after a step before the decision.
    static String stepped(JsonNode one) {
        String hunks = one.path("hunks")
                .valueStream()
                .map(hunk -> hunk.path("n").asInt(0) + " " + hunk.path("state").asString(""))
                .collect(Collectors.joining(", "));
        return one.path("id").asString("") + " " + one.path("state").asString("") + ", verdict "
                + one.path("verdict").path("status").asString("-") + ", hunks: " + hunks;
    }

    /// All of a proposal: what it is, its verdict and findings, then its hunks.
    String whole(JsonNode one) {
        Columns head = new Columns();
        head.pair("proposal", one.path("id").asString(""));
        head.pair("title", VisibleText.of(one.path("title").asString("")));
        head.pair("state", one.path("state").asString("") + because(one));
        head.pair("workspace", one.path("workspace").asString("(none yet: it is unbound)"));
        head.pair(
                "from",
                one.path("channel").asString("") + " (" + one.path("operator").asString("") + "), "
                        + one.path("format").asString("") + ", "
                        + (one.path("held").asBoolean(true)
                                ? "held: only Errata writes it"
                                : "seen on the wire: the client may write it itself"));
        JsonNode verdict = one.path("verdict");
        head.pair("verdict", verdict.path("words").asString("not judged yet"));
        head.pair("syntax", verdict.path("syntax").asString("-"));
        List<String> parts = new ArrayList<>(List.of(head.toString()));
        lines(one.path("problems"), "note: ", parts);
        verdict.path("findings")
                .forEach(finding -> parts.add(paint(
                        finding.path("weight").asString("").equals("note") ? "faint" : "yellow",
                        "finding: " + quoted(said(finding)))));
        one.path("gates")
                .forEach(gate -> parts.add("gate: " + gate.path("name").asString("") + " "
                        + gate.path("state").asString("")
                        + (gate.path("isolated").asBoolean(false) ? "" : ", not isolated")));
        one.path("comments")
                .forEach(comment ->
                        parts.add("comment by " + comment.path("operator").asString("")
                                + (comment.path("hunk").asInt(0) == 0
                                        ? ""
                                        : " on hunk " + comment.path("hunk").asInt(0))
                                + ": " + quoted(comment.path("text").asString(""))));
        one.path("hunks").forEach(hunk -> parts.add(hunk(hunk)));
        return String.join(System.lineSeparator(), parts);
    }

    private static String because(JsonNode one) {
        String reason = one.path("reason").asString("");
        return reason.isEmpty() ? "" : ": " + quoted(reason);
    }

    private static String said(JsonNode finding) {
        int line = finding.path("line").asInt(0);
        return finding.path("weight").asString("") + ": "
                + finding.path("reason").asString("") + " ("
                + finding.path("file").asString("") + (line > 0 ? ":" + line : "") + ")";
    }

    private static void lines(JsonNode texts, String before, List<String> into) {
        texts.forEach(text -> into.add(before + quoted(text.asString(""))));
    }

    /// Words of others, whose further lines cannot be taken for lines of this page.
    private static String quoted(String text) {
        return VisibleText.of(text).replace("\n", "\n    | ");
    }

    /// A hunk under its number.
    String hunk(JsonNode hunk) {
        String head = System.lineSeparator()
                + paint(
                        "bold",
                        "hunk " + hunk.path("n").asInt(0) + " "
                                + hunk.path("kind").asString("") + " "
                                + VisibleText.of(hunk.path("file").asString("")) + " ["
                                + hunk.path("state").asString("") + "]");
        return head + System.lineSeparator() + diff(hunk.path("diff").asString(""));
    }

    /// Both sides of each place where a change meets another; empty if the answer names none. Every line of a file
    /// stands behind a sign, so that none can be taken for a line of this page.
    String conflicts(JsonNode answer) {
        List<String> parts = new ArrayList<>();
        for (JsonNode conflict : answer.path("conflicts")) {
            for (JsonNode region : conflict.path("regions")) {
                parts.add("");
                parts.add(paint("bold", quoted(conflict.path("reason").asString(""))));
                parts.add(
                        paint("cyan", "@@ now, from line " + region.path("line").asInt(0) + " @@"));
                side(region.path("now").asString(""), "< ", "red", parts);
                parts.add(paint(
                        "cyan", "@@ " + VisibleText.of(conflict.path("wanted").asString("")) + " @@"));
                side(region.path("other").asString(""), "> ", "green", parts);
            }
        }
        return String.join(System.lineSeparator(), parts);
    }

    private void side(String text, String sign, String style, List<String> into) {
        if (text.isEmpty()) {
            into.add("(nothing)");
            return;
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            into.add(paint(style, sign + drawn(line)));
        }
        if (!text.endsWith("\n")) {
            into.add("\\ No newline at end of file");
        }
    }

    /// A unified diff with its colours.
    String diff(String diff) {
        // At line feeds alone: a carriage return in a line must not make a line of its own, with a sign of its own.
        return Arrays.stream(diff.stripTrailing().split("\n", -1))
                .map(this::line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(String line) {
        String drawn = drawn(line);
        if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ")) {
            return paint("bold", drawn);
        }
        if (line.startsWith("@@")) {
            return paint("cyan", drawn);
        }
        return line.startsWith("+") ? paint("green", drawn) : line.startsWith("-") ? paint("red", drawn) : drawn;
    }

    private static String drawn(String line) {
        return VisibleText.of(line.replace("\r", "<CR>"));
    }

    private String paint(String style, String text) {
        return ansi.enabled() ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on() : text;
    }
}
