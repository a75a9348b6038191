package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A hunk of a diff with plain names, read and looked for in the plainest way there is.
///
/// @param path of the file before; empty if there is none, or its name is not plain
/// @param line that its header says, from 1
/// @param old its old side
record HandHunk(String path, int line, List<String> old) {
    private static final Pattern HEADER = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+.*\n?");

    static List<HandHunk> of(String diff) {
        List<HandHunk> hunks = new ArrayList<>();
        String path = "";
        boolean body = false;
        for (String line : TextLines.of(diff)) {
            Matcher header = HEADER.matcher(line);
            if (line.startsWith("diff --git ")) {
                body = false;
            } else if (!body && line.startsWith("--- ")) {
                String name = TextLines.bare(line).substring("--- ".length());
                path = name.startsWith("a/") ? name.substring(2).replace("\t", "") : "";
            } else if (header.matches()) {
                body = true;
                hunks.add(new HandHunk(path, Integer.parseInt(header.group(1)), new ArrayList<>()));
            } else if (body) {
                List<String> old = hunks.getLast().old();
                if (line.startsWith("\\") && !old.isEmpty()) {
                    old.set(old.size() - 1, old.getLast().replaceAll("\n$", ""));
                } else if (line.startsWith(" ") || line.startsWith("-")) {
                    old.add(line.substring(1));
                }
            }
        }
        return hunks;
    }

    /// Whether nothing tells where it is to stand: its old side is at several places, and not where it says; or there
    /// is none, and the file is not empty.
    boolean isGuess(NavigableMap<WorkspacePath, FileImage> tree) {
        FileImage file = path.isEmpty() ? null : tree.get(new WorkspacePath(path));
        if (file == null) {
            return false;
        }
        List<String> lines = TextLines.of(file.content().text());
        if (old.isEmpty()) {
            return !lines.isEmpty();
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + old.size() <= lines.size(); i++) {
            if (lines.subList(i, i + old.size()).equals(old)) {
                places.add(i + 1);
            }
        }
        return places.size() > 1 && !places.contains(line);
    }
}
