package dev.errata.rules;

import java.util.ArrayList;
import java.util.List;

/// Which of a tool's arguments say what a file shall hold: the new side of an edit, which rules may change. Everything
/// else in its arguments never changes.
///
/// @param tool glob on the tool's name
/// @param paths where the file's name stands
/// @param olds what has to match the file as it is; wins over the other lists
/// @param news new text
/// @param patches patches and diffs, in which only the new side changes
/// @param note for people, for instance whose tool it is
public record EditTool(
        String tool,
        List<FieldPath> paths,
        List<FieldPath> olds,
        List<FieldPath> news,
        List<FieldPath> patches,
        String note) {

    public EditTool {
        if (tool.isBlank()) {
            throw new IllegalArgumentException("a tool without a name");
        }
        paths = List.copyOf(paths);
        olds = List.copyOf(olds);
        news = List.copyOf(news);
        patches = List.copyOf(patches);
    }

    /// What came of reading a row.
    public sealed interface Reading {}

    /// It is one.
    public record Read(EditTool tool) implements Reading {}

    /// It is none, and no other row is concerned.
    public record Unread(RuleFault fault) implements Reading {}

    /// Reads a row as it stands in a table; lists are comma separated, absent ones empty texts.
    public static Reading read(String tool, String path, String old, String fresh, String patch, String note) {
        if (tool.isBlank()) {
            return new Unread(new RuleFault("tool", -1, "it is empty; write the tool's name, for instance edit_file"));
        }
        List<String> columns = List.of("path", "old", "new", "patch");
        List<String> texts = List.of(path, old, fresh, patch);
        List<List<FieldPath>> lists = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            List<FieldPath> list = new ArrayList<>();
            for (String field :
                    texts.get(i).isBlank() ? new String[0] : texts.get(i).split(",", -1)) {
                var parsed = FieldPath.parse(field);
                if (parsed.isEmpty()) {
                    return new Unread(new RuleFault(
                            columns.get(i),
                            texts.get(i).indexOf(field),
                            "'" + field.strip() + "' names no argument; write for instance new_string or"
                                    + " edits[].new_string"));
                }
                list.add(parsed.get());
            }
            lists.add(list);
        }
        return new Read(new EditTool(tool.strip(), lists.get(0), lists.get(1), lists.get(2), lists.get(3), note));
    }
}
