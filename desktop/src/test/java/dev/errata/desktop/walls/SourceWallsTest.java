package dev.errata.desktop.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SourceWallsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String HEAD = "package dev.errata.rules.planted;\n";

    static Stream<Case> walls() {
        return Stream.of(
                new Case("no long file", SourceWalls::longFiles, HEAD + "//\n".repeat(400)),
                new Case("no long line", SourceWalls::longLines, HEAD + "//" + "x".repeat(119) + "\n"),
                new Case("own packages only", SourceWalls::strangePackages, "package dev.errata.proxy.planted;\n"),
                new Case(
                        "only logs.store.entity sets a state",
                        SourceWalls::statesSetElsewhere,
                        HEAD + "String sql = \"update tasks set version = 2, state = 'running'\";\n"),
                new Case("nothing prints", SourceWalls::prints, HEAD + "System" + ".out.println();\n"),
                new Case(
                        "no machine path",
                        SourceWalls::machinePaths,
                        HEAD + "String s = \"" + "/ho" + "me/ada/x\";\n"));
    }

    @ParameterizedTest
    @MethodSource("walls")
    void stands(Case wall) {
        assertThat(PROJECT.resolve("pom.xml")).exists();
        assertThat(wall.check.apply(new SourceWalls(PROJECT))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void bites(Case wall, @TempDir Path project) throws IOException {
        Path folder = Files.createDirectories(project.resolve("rules/src/main/java/dev/errata/rules/planted"));
        Files.writeString(folder.resolve("Planted.java"), wall.planted);
        assertThat(wall.check.apply(new SourceWalls(project))).hasSize(1);
    }

    record Case(String name, Function<SourceWalls, List<String>> check, String planted) {
        @Override
        public String toString() {
            return name;
        }
    }
}
