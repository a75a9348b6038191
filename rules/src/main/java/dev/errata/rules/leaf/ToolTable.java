package dev.errata.rules.leaf;

import dev.errata.rules.EditTool;
import dev.errata.rules.text.Globs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tools that edit files, and which of their arguments hold the new side.
///
/// If rows of the user match a tool's name, they alone count, so that a person can also take a tool out: by a row
/// without new or patch fields. Else all built-in rows that match count together, since several agents have tools of
/// one name. Else names of arguments are guessed from.
///
/// Clients put names before a tool's name (`mcp__server__tool`, `functions.tool`, `server_tool`): what matches the
/// longest rest of a name counts. Case does not.
///
/// **Thread:** immutable; any thread. **Source:** `wire.md` 5.4.
///
/// @param own the user's rows
public record ToolTable(List<EditTool> own) {

    private static final Shipped SHIPPED = shipped();

    public ToolTable {
        own = List.copyOf(own);
    }

    private record Shipped(List<EditTool> tools, Guess guess) {}

    /// The rows that come with Errata, in the order in which they are shown.
    public static List<EditTool> builtIn() {
        return SHIPPED.tools;
    }

    /// What is guessed of a tool that no row matches.
    public static Guess guess() {
        return SHIPPED.guess;
    }

    /// The arguments of a tool.
    Spot arguments(String tool) {
        List<EditTool> rows = rows(tool);
        return rows.isEmpty() ? new GuessSpot(SHIPPED.guess, "") : ToolSpot.root(rows);
    }

    /// The rows that count for a tool; none if its arguments can only be guessed.
    public List<EditTool> rows(String tool) {
        List<String> names = names(tool);
        for (List<EditTool> table : List.of(own, SHIPPED.tools)) {
            for (String name : names) {
                List<EditTool> rows = table.stream()
                        .filter(row -> Globs.matches(row.tool(), name))
                        .toList();
                if (!rows.isEmpty()) {
                    return rows;
                }
            }
        }
        return List.of();
    }

    private static List<String> names(String tool) {
        List<String> names = new ArrayList<>();
        names.add(tool);
        for (int i = 0; i + 1 < tool.length() && names.size() < 32; i++) {
            if ("_./:".indexOf(tool.charAt(i)) >= 0) {
                names.add(tool.substring(i + 1));
            }
        }
        return names;
    }

    private static Shipped shipped() {
        try (InputStream in = ToolTable.class.getResourceAsStream("edit-tools.json")) {
            if (in == null) {
                throw new IllegalStateException("the tool table is missing");
            }
            JsonNode file = JsonMapper.shared().readTree(in);
            List<EditTool> tools = new ArrayList<>();
            for (JsonNode row : file.path("tools")) {
                tools.add(tool(row));
            }
            JsonNode guess = file.path("guess");
            List<Pattern> paths = patterns(guess.path("path"));
            List<Pattern> news = patterns(guess.path("new"));
            return new Shipped(List.copyOf(tools), new Guess(paths, news, patterns(guess.path("patch"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EditTool tool(JsonNode row) {
        return switch (EditTool.read(
                text(row, "tool"),
                text(row, "path"),
                text(row, "old"),
                text(row, "new"),
                text(row, "patch"),
                text(row, "note"))) {
            case EditTool.Read(EditTool tool) -> tool;
            case EditTool.Unread unread -> throw new IllegalStateException(row + ": " + unread.fault());
        };
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString("");
    }

    private static List<Pattern> patterns(JsonNode list) {
        List<Pattern> patterns = new ArrayList<>();
        for (JsonNode pattern : list) {
            patterns.add(Pattern.compile(pattern.asString()));
        }
        return patterns;
    }
}
