package dev.errata.desktop.walls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Walls that are seen in the sources only. Each check returns its findings as `file: what`.
final class SourceWalls {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_LINE = 120;
    private static final List<String> FLOORS = List.of("logs", "rules", "proxy", "desktop");
    private static final Pattern STATE_SET_BY_SQL = Pattern.compile(
            "UPDATE\\s+\\w+\\s+SET\\s+(\\w+\\s*=\\s*\\S+\\s*,\\s*)*state\\s*=|INTO\\s+state_transitions",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PRINTS = Pattern.compile("System\\.(out|err)\\b|printStackTrace\\(");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(^|[^A-Za-z0-9_.])/(home/[a-z]+|root|Users/[a-z]+|work)/", Pattern.MULTILINE);

    private final Path project;

    SourceWalls(Path project) {
        this.project = project;
    }

    /// "Files stay under 400 lines": what is longer is more than one thing.
    List<String> longFiles() {
        return findings("src", (file, text) -> text.lines().count() > LONGEST_FILE, "has more than 400 lines");
    }

    /// "120 columns": two files fit side by side.
    List<String> longLines() {
        return findings(
                "src",
                (file, text) -> text.lines().anyMatch(line -> line.codePointCount(0, line.length()) > LONGEST_LINE),
                "has a line of more than 120 columns");
    }

    /// "Module X holds the packages `dev.errata.X.*` and nothing else."
    List<String> strangePackages() {
        return findings(
                "src/main",
                (file, text) -> !file.endsWith("module-info.java")
                        && !text.contains(
                                "package dev.errata." + project.relativize(file).getName(0)),
                "holds a package of another module");
    }

    /// The only code that sets a state is `logs.store.entity`, in SQL too, with a transition that `logs.state` grants.
    List<String> statesSetElsewhere() {
        return findings(
                "src/main",
                (file, text) -> !file.toString().replace('\\', '/').contains("/dev/errata/logs/store/entity/")
                        && STATE_SET_BY_SQL.matcher(text).find(),
                "sets a state outside logs.store.entity");
    }

    /// What a person reads on a terminal comes from the command line's own streams.
    List<String> prints() {
        return findings(
                "src/main",
                (file, text) -> !file.endsWith("desktop/Main.java")
                        && PRINTS.matcher(text).find(),
                "prints by itself");
    }

    /// The project builds on any machine.
    List<String> machinePaths() {
        return findings("src", (file, text) -> MACHINE_PATH.matcher(text).find(), "names a path of one machine");
    }

    private List<String> findings(String below, Check check, String what) {
        List<String> findings = new ArrayList<>();
        for (String floor : FLOORS) {
            Path folder = project.resolve(floor).resolve(below);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    if (check.finds(file, Files.readString(file))) {
                        findings.add(project.relativize(file) + " " + what);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return findings;
    }

    private interface Check {
        boolean finds(Path file, String text);
    }
}
