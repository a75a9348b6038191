package dev.errata.rules.patch.check;

import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.WorkspacePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a workspace calls its own, read only when it is asked for: names of its files and folders, and what its
/// manifests and lock files name.
///
/// **Thread:** one.
final class WorkspaceNames {
    private static final Pattern MANIFEST = Pattern.compile(
            "(?i)(?:requirements.*\\.txt|constraints.*\\.txt|setup\\.(?:py|cfg)|pyproject\\.toml|pipfile(?:\\.lock)?"
                    + "|poetry\\.lock|uv\\.lock|environment\\.ya?ml|tox\\.ini|package(?:-lock)?\\.json|yarn\\.lock"
                    + "|pnpm-lock\\.yaml|bun\\.lock|deno\\.jsonc?|import_map\\.json|jsr\\.json|pom\\.xml"
                    + "|build\\.gradle(?:\\.kts)?|libs\\.versions\\.toml|gradle\\.lockfile|module-info\\.java"
                    + "|go\\.(?:mod|sum|work)|cargo\\.(?:toml|lock)|gemfile(?:\\.lock)?|.*\\.gemspec"
                    + "|composer\\.(?:json|lock)"
                    + "|.*\\.csproj|packages\\.(?:config|lock\\.json)|directory\\.packages\\.props|tsconfig.*\\.json)");
    private static final int LONGEST = 1_000_000;

    private final FileSource files;
    private @Nullable NavigableSet<WorkspacePath> paths;
    private @Nullable Set<String> names;
    private @Nullable List<String> manifests;

    WorkspaceNames(FileSource files) {
        this.files = files;
    }

    FileSource files() {
        return files;
    }

    NavigableSet<WorkspacePath> paths() {
        NavigableSet<WorkspacePath> known = paths;
        if (known == null) {
            known = files.paths();
            paths = known;
        }
        return known;
    }

    /// Whether a file, without its extension, or a folder has this name.
    boolean hasFileOrFolder(String name) {
        Set<String> known = names;
        if (known == null) {
            known = new HashSet<>();
            for (WorkspacePath path : paths()) {
                List<String> all = path.names();
                known.addAll(all);
                String last = all.getLast();
                int dot = last.indexOf('.');
                known.add(dot <= 0 ? last : last.substring(0, dot));
            }
            names = known;
        }
        return known.contains(name);
    }

    /// Whether a manifest or a lock file names it; `_`, `-` and `.` are one, and so are upper and lower case.
    boolean isInManifest(String name) {
        List<String> known = manifests;
        if (known == null) {
            List<String> read = new ArrayList<>();
            for (WorkspacePath path : paths()) {
                if (MANIFEST.matcher(path.name()).matches()) {
                    files.file(path)
                            .filter(image -> image.content().size() <= LONGEST)
                            .ifPresent(image -> read.add(folded(image.content().text())));
                }
            }
            known = Collections.unmodifiableList(read);
            manifests = known;
        }
        Pattern word = Pattern.compile("(?<![a-z0-9])" + Pattern.quote(folded(name)) + "(?![a-z0-9])");
        return known.stream().anyMatch(text -> word.matcher(text).find());
    }

    private static String folded(String text) {
        return text.toLowerCase(java.util.Locale.ROOT).replace('_', '-').replace('.', '-');
    }
}
