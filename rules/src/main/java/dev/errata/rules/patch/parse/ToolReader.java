package dev.errata.rules.patch.parse;

import dev.errata.rules.EditTool;
import dev.errata.rules.leaf.ToolTable;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.TextLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads calls of tools that edit files. Which argument is what, the tool table says; of a tool that it does not know,
/// the names of the arguments do, if the tool's own name says that it writes.
///
/// A call that edits nothing (it views, searches, runs) is passed over and said.
///
/// **Source:** `wire.md` 5.4.
final class ToolReader {
    static final String FORMAT = "tool-calls";
    private static final String PATCH = "*** Begin Patch";

    private final ToolTable table;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    ToolReader(List<EditTool> own) {
        this.table = new ToolTable(own);
    }

    /// All edits of calls, in their order.
    Found read(List<Submission.ToolCall> calls) {
        int number = 0;
        for (Submission.ToolCall call : calls) {
            Optional<String> broken = call(call, "call " + ++number);
            if (broken.isPresent()) {
                return new Found.Broken("call " + number + " (" + call.name() + "): " + broken.get());
            }
        }
        return new Found.Edits(FORMAT, edits, said, 0);
    }

    private Optional<String> call(Submission.ToolCall call, String label) {
        JsonNode arguments;
        try {
            arguments = JsonMapper.shared().readTree(call.arguments());
        } catch (JacksonException e) {
            return Optional.of("its arguments are broken off, or no JSON");
        }
        List<EditTool> rows = table.rows(call.name());
        int before = edits.size();
        Optional<String> broken = Optional.empty();
        if (rows.isEmpty()) {
            Optional<String> patch = embedded(arguments);
            if (patch.isPresent()) {
                broken = take(PatchArgument.read(patch.get(), ""));
            } else if (writes(call.name())) {
                broken = object(arguments, new ArgumentRoles(List.of()), label);
            }
        } else {
            broken = object(arguments, new ArgumentRoles(rows), label);
        }
        if (broken.isEmpty() && edits.size() == before) {
            said.add(label + " (" + call.name() + ") edits no file and is passed over");
        }
        return broken;
    }

    /// Whether the name of an unknown tool says that it writes files.
    private static boolean writes(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return List.of("edit", "write", "create", "replace", "update", "patch", "insert", "save", "diff").stream()
                .anyMatch(lower::contains);
    }

    /// A V4A patch in a call of a shell: as an argument of its own, or in a here-document.
    private static Optional<String> embedded(JsonNode node) {
        if (node.isString()) {
            String text = node.asString();
            int begin = text.indexOf(PATCH);
            return begin < 0 || (begin > 0 && !text.contains("apply_patch"))
                    ? Optional.empty()
                    : Optional.of(text.substring(begin));
        }
        for (JsonNode child : node) {
            Optional<String> found = embedded(child);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> object(JsonNode arguments, ArgumentRoles roles, String label) {
        if (!arguments.isObject()) {
            return Optional.of("its arguments are no JSON object");
        }
        for (ArgumentRoles.Part part : roles.parts(arguments)) {
            Optional<String> broken = part(part, label);
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<String> part(ArgumentRoles.Part part, String label) {
        if (part.patch() != null) {
            return take(PatchArgument.read(part.patch(), part.file() == null ? "" : part.file()));
        }
        if (part.fresh() == null && part.old() == null) {
            return Optional.empty();
        }
        if (part.file() == null) {
            return Optional.of("it names no file");
        }
        if (part.file().endsWith(".ipynb") && part.freshName().equals("new_source")) {
            return Optional.of("cells of notebooks are not read here; propose a change of the file's text");
        }
        Edit.Name name = Edit.Name.of(part.file());
        String fresh = part.fresh() == null ? "" : part.fresh();
        if (part.line() >= 0 && part.old() == null) {
            edits.add(new Edit.Insert(name, part.line(), fresh, label));
        } else if (part.old() != null) {
            edits.add(new Edit.Replace(name, part.old(), fresh, part.times(), label));
        } else if (part.isWhole()) {
            edits.add(new Edit.Write(name, fresh, true));
        } else if (part.freshName().equals("new_text")) {
            edits.add(new Edit.Create(name, FileMode.FILE, TextLines.of(fresh)));
        } else {
            return Optional.of("it says what is to stand in " + part.file() + ", and not in the place of what");
        }
        return Optional.empty();
    }

    private Optional<String> take(Found found) {
        return switch (found) {
            case Found.Broken(String reason) -> Optional.of(reason);
            case Found.Edits read -> {
                edits.addAll(read.edits());
                said.addAll(read.said());
                yield Optional.empty();
            }
        };
    }
}
