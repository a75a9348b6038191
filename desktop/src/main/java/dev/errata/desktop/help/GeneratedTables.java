package dev.errata.desktop.help;

import dev.errata.desktop.settings.Setting;
import dev.errata.logs.event.Vocabulary;
import dev.errata.logs.problem.Problem;
import dev.errata.proxy.WireProof;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.mcp.AgentTools;
import dev.errata.rules.FieldPath;
import dev.errata.rules.leaf.Guess;
import dev.errata.rules.leaf.ToolTable;
import dev.errata.rules.stream.Protection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tables of the help that are made from the code, as Markdown.
final class GeneratedTables {
    private GeneratedTables() {}

    static String settings() {
        List<List<String>> rows = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            rows.add(List.of(
                    "`" + setting.key() + "`",
                    setting.kind().name(),
                    setting.standard().isEmpty() ? "(empty)" : "`" + setting.standard() + "`",
                    setting.kind().bounds(),
                    setting.live() ? "live" : "restart",
                    setting.description()));
        }
        return table(List.of("Key", "Type", "Default", "Bounds", "In force", "What it does"), rows);
    }

    static String errors() {
        List<List<String>> rows = new ArrayList<>();
        for (Problem problem : Problem.all()) {
            Problem.Entry entry = problem.entry();
            rows.add(List.of(
                    "`" + problem.code() + "`",
                    "`" + problem.word() + "`",
                    entry.severity().word(),
                    entry.blame().words(),
                    entry.recoverable() ? "yes" : "no",
                    entry.meaning(),
                    entry.remedy()));
        }
        return table(
                List.of("Code", "Name", "Severity", "Whose fault", "Can pass by itself", "What it means", "What to do"),
                rows);
    }

    static String capture() {
        List<List<String>> rows = Arrays.stream(CaptureLevel.values())
                .map(level -> List.of("`" + level.word() + "`", level.keeps()))
                .toList();
        return table(List.of("Level", "What is kept"), rows);
    }

    static String limits() {
        List<List<String>> rows = Limits.all().stream()
                .map(limit -> List.of(limit.name(), limit.value(), limit.beyond()))
                .toList();
        return table(List.of("Limit", "Value", "Beyond it"), rows);
    }

    static String wires() {
        List<List<String>> rows = WireProof.all().stream()
                .map(wire -> List.of(
                        "`" + wire.name() + "`",
                        code(String.join(", ", wire.paths())),
                        wire.text(),
                        wire.reasoning(),
                        wire.arguments(),
                        wire.proved()))
                .toList();
        return table(List.of("Name", "Path ends in", "Text", "Reasoning", "Tool arguments", "Proved against"), rows);
    }

    static String protections() {
        List<List<String>> rows = Protection.all().stream()
                .map(protection -> List.of(code(protection.marker()), protection.meaning(), protection.source()))
                .toList();
        return table(List.of("Marker", "What it is", "Who reads it"), rows);
    }

    /// Each of several forms as code; a form that holds backticks is put between two.
    private static String code(String forms) {
        return Stream.of(forms.split(", "))
                .map(form -> form.contains("`") ? "`` " + form + " ``" : "`" + form + "`")
                .collect(Collectors.joining(", "));
    }

    static String agentTools() {
        List<List<String>> rows = AgentTools.rows().stream()
                .map(tool -> List.of("`" + tool.name() + "`", String.join(", ", tool.arguments()), tool.description()))
                .toList();
        return table(List.of("Tool", "Arguments", "What it does"), rows);
    }

    static String editTools() {
        List<List<String>> rows = ToolTable.builtIn().stream()
                .map(tool -> List.of(
                        one(tool.tool()),
                        one(FieldPath.texts(tool.paths())),
                        one(FieldPath.texts(tool.olds())),
                        one(FieldPath.texts(tool.news())),
                        one(FieldPath.texts(tool.patches())),
                        tool.note()))
                .toList();
        return table(List.of("Tool", "`path`", "`old`", "`new`", "`patch`", "Whose"), rows);
    }

    private static String one(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    static String guessedArguments() {
        Guess guess = ToolTable.guess();
        return table(
                List.of("Argument", "Taken for"),
                List.of(
                        List.of(names(guess.paths()), "the file's name"),
                        List.of(names(guess.news()), "new text"),
                        List.of(names(guess.patches()), "a patch or a diff")));
    }

    private static String names(List<Pattern> patterns) {
        return patterns.stream()
                .map(pattern -> "`" + pattern.pattern().replace("(?i)", "") + "`")
                .collect(Collectors.joining(", "));
    }

    static String vocabulary() {
        List<List<String>> rows = Vocabulary.all().stream()
                .map(kind -> List.of(
                        kind.family(),
                        "`" + kind.type() + "`",
                        kind.meaning(),
                        kind.fields().stream().map(field -> "`" + field + "`").collect(Collectors.joining(" "))))
                .toList();
        return table(List.of("Family", "Type", "What happened", "Fields"), rows);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(line(head));
        lines.add("|" + "---|".repeat(head.size()));
        rows.forEach(row -> lines.add(line(row)));
        return String.join("\n", lines);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
