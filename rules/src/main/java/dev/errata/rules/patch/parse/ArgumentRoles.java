package dev.errata.rules.patch.parse;

import dev.errata.rules.EditTool;
import dev.errata.rules.FieldPath;
import dev.errata.rules.leaf.Guess;
import dev.errata.rules.leaf.ToolTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tells what each argument of a tool call is for, by the rows of the tool table or, without any, by its name.
///
/// @param rows the tool's rows
record ArgumentRoles(List<EditTool> rows) {
    private static final Pattern OLD = Pattern.compile("old_.*|old[A-Z].*|search|find|original.*");
    private static final Set<String> WHOLE =
            Set.of("content", "contents", "file_text", "code", "changes", "new_content", "newContent");
    private static final Set<String> ALL = Set.of("replace_all", "replaceAll", "allow_multiple", "allowMultiple");
    private static final Set<String> TIMES = Set.of("expected_replacements", "expectedReplacements");
    private static final Set<String> LINE = Set.of("insert_line", "insertLine");
    private static final Set<String> VIEWS = Set.of("view", "read", "undo_edit");
    private static final int DEEPEST = 6;

    ArgumentRoles {
        rows = List.copyOf(rows);
    }

    /// What one JSON object of the arguments says; null for what it does not say.
    ///
    /// @param file its own, or that of an object around it
    /// @param freshName the argument that holds the new text; empty if none
    /// @param line behind which the new text stands; -1 if that is not said
    /// @param times how often the old text must stand; 0 for any number
    /// @param isWhole whether the new text is the whole file
    record Part(
            @Nullable String file,
            @Nullable String old,
            @Nullable String fresh,
            String freshName,
            @Nullable String patch,
            int line,
            int times,
            boolean isWhole) {}

    private enum Role {
        FILE,
        OLD,
        NEW,
        PATCH,
        NONE
    }

    /// The objects that say something, from the outermost inwards, in their order.
    List<Part> parts(JsonNode arguments) {
        List<Part> parts = new ArrayList<>();
        collect(arguments, List.of(), null, parts);
        return parts;
    }

    private void collect(JsonNode node, List<String> trail, @Nullable String around, List<Part> parts) {
        if (trail.size() > DEEPEST) {
            return;
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, with(trail, "[]"), around, parts));
        } else if (node.isObject()) {
            Part part = part(node, trail, around);
            if (VIEWS.contains(node.path("command").asString(""))) {
                return;
            }
            if (part.old() != null || part.fresh() != null || part.patch() != null) {
                parts.add(part);
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                collect(member.getValue(), with(trail, member.getKey()), part.file(), parts);
            }
        }
    }

    private static List<String> with(List<String> trail, String step) {
        List<String> longer = new ArrayList<>(trail);
        longer.add(step);
        return longer;
    }

    private Part part(JsonNode node, List<String> trail, @Nullable String around) {
        String file = around;
        String old = null;
        String fresh = null;
        String freshName = "";
        String patch = null;
        int line = -1;
        int times = 1;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isString()) {
                String text = value.asString();
                switch (role(with(trail, name))) {
                    case FILE -> file = text;
                    case OLD -> old = text;
                    case NEW -> {
                        // The first one counts; an editor's create has a text of its own beside an empty one.
                        if (fresh == null || fresh.isEmpty()) {
                            fresh = text;
                            freshName = name;
                        }
                    }
                    case PATCH -> patch = text;
                    case NONE -> {}
                }
            } else if (value.isNumber() && LINE.contains(name)) {
                line = value.asInt();
            } else if (value.isNumber() && TIMES.contains(name)) {
                times = value.asInt();
            } else if (value.isBoolean() && ALL.contains(name) && value.asBoolean()) {
                times = 0;
            }
        }
        return new Part(file, old, fresh, freshName, patch, line, times, WHOLE.contains(freshName));
    }

    private Role role(List<String> trail) {
        if (rows.isEmpty()) {
            return guessed(trail.getLast());
        }
        if (has(EditTool::paths, trail)) {
            return Role.FILE;
        }
        if (has(EditTool::olds, trail)) {
            return Role.OLD;
        }
        if (has(EditTool::patches, trail)) {
            return Role.PATCH;
        }
        return has(EditTool::news, trail) ? Role.NEW : Role.NONE;
    }

    private boolean has(Function<EditTool, List<FieldPath>> fields, List<String> trail) {
        return rows.stream().flatMap(row -> fields.apply(row).stream()).anyMatch(path -> leads(path, trail));
    }

    private static boolean leads(FieldPath path, List<String> trail) {
        if (path.steps().size() != trail.size()) {
            return false;
        }
        for (int i = 0; i < trail.size(); i++) {
            boolean enters = trail.get(i).equals("[]") ? path.entersElement(i) : path.entersMember(i, trail.get(i));
            if (!enters) {
                return false;
            }
        }
        return true;
    }

    private static Role guessed(String name) {
        Guess guess = ToolTable.guess();
        if (matches(guess.paths(), name)) {
            return Role.FILE;
        }
        if (OLD.matcher(name).matches()) {
            return Role.OLD;
        }
        if (matches(guess.patches(), name)) {
            return Role.PATCH;
        }
        return matches(guess.news(), name) ? Role.NEW : Role.NONE;
    }

    private static boolean matches(List<Pattern> names, String name) {
        return name.length() <= 64
                && names.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
