package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.syntax.Grammar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds new imports that neither come with the language, nor are files of the workspace, nor are named in a manifest
/// or
/// a lock file, nor are used elsewhere in it: a package that a model has made up is one that somebody else can
/// register.
final class ImportCheck {
    private static final Map<Grammar, Set<String>> STANDARD = standard();
    private static final Map<String, List<String>> INSTALLED_AS = installedAs();
    private static final int MOST_FILES = 300;
    private static final int LONGEST = 500_000;

    private ImportCheck() {}

    private static Map<Grammar, Set<String>> standard() {
        Map<Grammar, Set<String>> all = new HashMap<>();
        for (Grammar grammar : Grammar.values()) {
            Lines.of(grammar.word() + ".standard").ifPresent(lines -> {
                Set<String> names = new HashSet<>();
                lines.forEach(line -> names.addAll(Arrays.asList(line.split(" "))));
                all.put(grammar, Set.copyOf(names));
            });
        }
        return Map.copyOf(all);
    }

    private static Map<String, List<String>> installedAs() {
        Map<String, List<String>> names = new HashMap<>();
        Lines.of("python.packages").orElse(List.of()).forEach(line -> {
            List<String> words = List.of(line.split(" "));
            names.put(words.getFirst(), words.subList(1, words.size()));
        });
        return Map.copyOf(names);
    }

    static List<Finding> of(List<Judged> files, WorkspaceNames workspace) {
        Set<String> before = new HashSet<>();
        for (Judged file : files) {
            Uses.Of old = file.usesBefore();
            if (old != null) {
                old.imports().forEach(one -> before.add(unit(old.tree().grammar(), one.module())));
            }
        }
        List<Finding> found = new ArrayList<>();
        for (Judged file : files) {
            Uses.Of fresh = file.usesAfter();
            if (fresh == null) {
                continue;
            }
            Set<String> said = new HashSet<>();
            for (Imports.Import one : fresh.imports()) {
                Grammar grammar = fresh.tree().grammar();
                String unit = unit(grammar, one.module());
                if (!unit.isEmpty()
                        && !before.contains(unit)
                        && said.add(unit)
                        && !isKnown(file, grammar, unit, workspace)) {
                    int line = fresh.tree().line(one.node());
                    found.add(new Finding(
                            Finding.Kind.UNKNOWN_IMPORT,
                            Finding.Weight.CAUTION,
                            null,
                            file.change().path(),
                            file.placed().hunkAt(line),
                            line,
                            fresh.tree().column(one.node()),
                            "imports " + unit
                                    + ", which is in no standard library, manifest or file of the workspace"));
                }
            }
        }
        return found;
    }

    /// What is installed as one; empty for what lies in the workspace by the way it is written.
    private static String unit(Grammar grammar, String module) {
        return switch (grammar) {
            case PYTHON -> module.startsWith(".") ? "" : module.split("\\.", 2)[0];
            case JAVASCRIPT, TYPESCRIPT -> {
                if (module.matches("(?s)[./~#?].*|@/.*|node:.*|[a-z]+://.*|[a-zA-Z]:.*|.*\\s.*")) {
                    yield module.matches("https?://.*") ? module : "";
                }
                String[] parts = module.split("/", -1);
                yield module.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
            }
            case JAVA, C_SHARP, PHP, GO -> module;
            case RUST -> module.split("\\.", 2)[0];
            case RUBY -> module.startsWith(".") || module.startsWith("/") ? "" : module.split("/", 2)[0];
            case C, CPP, BASH, JSON, HTML, CSS, SCALA -> "";
        };
    }

    private static boolean isKnown(Judged file, Grammar grammar, String unit, WorkspaceNames workspace) {
        Set<String> standard = STANDARD.getOrDefault(grammar, Set.of());
        List<String> parts = List.of(unit.split("[./]", -1));
        boolean known = switch (grammar) {
            case PYTHON ->
                standard.contains(unit)
                        || workspace.hasFileOrFolder(unit)
                        || workspace.isInManifest(unit)
                        || INSTALLED_AS.getOrDefault(unit, List.of()).stream().anyMatch(workspace::isInManifest);
            case JAVA ->
                standard.contains(parts.getFirst())
                        || (parts.size() > 1 && standard.contains(parts.get(0) + "." + parts.get(1)))
                        || isPackage(parts, workspace)
                        || (parts.size() > 1 && workspace.isInManifest(parts.get(0) + "." + parts.get(1)));
            case C_SHARP, PHP ->
                standard.contains(parts.getFirst())
                        || (parts.size() == 1 && grammar == Grammar.PHP)
                        || workspace.hasFileOrFolder(parts.getFirst())
                        || workspace.hasFileOrFolder(parts.getLast())
                        || workspace.isInManifest(parts.getFirst());
            case GO ->
                (parts.getFirst().equals(unit) || !unit.split("/", 2)[0].contains("."))
                        ? standard.contains(parts.getFirst()) || workspace.isInManifest(unit.split("/", 2)[0])
                        : isPrefixInManifest(unit, workspace);
            case RUST, RUBY, JAVASCRIPT, TYPESCRIPT ->
                standard.contains(unit) || workspace.hasFileOrFolder(unit) || workspace.isInManifest(unit);
            case C, CPP, BASH, JSON, HTML, CSS, SCALA -> true;
        };
        return known || isDeclared(file, grammar, unit) || isUsedElsewhere(file, unit, workspace);
    }

    /// A Rust path may begin with a name of the file itself.
    private static boolean isDeclared(Judged file, Grammar grammar, String unit) {
        return grammar == Grammar.RUST
                && file.textAfter() != null
                && (Character.isUpperCase(unit.charAt(0))
                        || Pattern.compile("\\bmod\\s+" + Pattern.quote(unit) + "\\b")
                                .matcher(file.textAfter().text())
                                .find());
    }

    private static boolean isPackage(List<String> parts, WorkspaceNames workspace) {
        String folder = "/" + String.join("/", parts.subList(0, Math.min(parts.size() - 1, 3))) + "/";
        return parts.size() > 1 && workspace.paths().stream().anyMatch(path -> ("/" + path.value()).contains(folder));
    }

    private static boolean isPrefixInManifest(String unit, WorkspaceNames workspace) {
        List<String> parts = List.of(unit.split("/", -1));
        for (int length = Math.min(3, parts.size()); length >= 2; length--) {
            if (workspace.isInManifest(String.join("/", parts.subList(0, length)))) {
                return true;
            }
        }
        return parts.size() == 1 && workspace.isInManifest(unit);
    }

    /// Files of the same kind that the patch does not touch.
    private static boolean isUsedElsewhere(Judged file, String unit, WorkspaceNames workspace) {
        String extension = file.change().path().extension();
        Pattern imported = Pattern.compile("(?m)^.*\\b(?:import|from|require|use|using|include)\\b.*(?<![\\w-])"
                + Pattern.quote(unit) + "(?![\\w-])");
        int read = 0;
        for (WorkspacePath path : workspace.paths()) {
            if (!path.extension().toLowerCase(Locale.ROOT).equals(extension)
                    || path.equals(file.change().path())) {
                continue;
            }
            if (++read > MOST_FILES) {
                return false;
            }
            if (workspace
                    .files()
                    .file(path)
                    .filter(image -> image.content().size() < LONGEST)
                    .map(image -> image.content().text())
                    .filter(text ->
                            text.contains(unit) && imported.matcher(text).find())
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
