package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.TextLines;
import java.util.List;

/// Reads the argument of a tool that holds a patch: V4A, a unified diff, SEARCH/REPLACE blocks, or hunks of either
/// kind for the file that another argument names.
final class PatchArgument {

    private PatchArgument() {}

    /// @param file the file that another argument names; empty if none
    static Found read(String text, String file) {
        List<String> lines = TextLines.of(text);
        int first = 0;
        while (first < lines.size() && lines.get(first).isBlank()) {
            first++;
        }
        if (first == lines.size()) {
            return new Found.Broken("its patch is empty");
        }
        List<String> rest = lines.subList(first, lines.size());
        String line = rest.getFirst();
        boolean named = !file.isEmpty();
        if (line.startsWith("@@") && named) {
            return line.startsWith("@@ -")
                    ? UnifiedDiffReader.read(rest, 0, rest.size(), true, file)
                    : V4aReader.chunks(rest, rest.size(), file);
        }
        if (SearchReplaceReader.begins(line) && named) {
            Found found = SearchReplaceReader.read(rest, 0, rest.size(), Edit.Name.of(file));
            boolean all = !(found instanceof Found.Edits read)
                    || rest.subList(read.next(), rest.size()).stream().allMatch(String::isBlank);
            return all ? found : new Found.Broken("there is text outside the blocks of its patch");
        }
        Found found = TextReader.read(String.join("", rest));
        return found instanceof Found.Edits read && read.edits().isEmpty()
                ? new Found.Broken("its patch is in no form that is known here")
                : found;
    }
}
