package dev.errata.desktop.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WallsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.errata");

    /// Classes that a planted one needs and that the house does not have.
    private static final List<Source> PROPS = List.of(
            new Source(
                    "dev.errata.rules.planted.sub.Back",
                    "package dev.errata.rules.planted.sub; public class Back { dev.errata.rules.planted.Cycle to; }"),
            new Source(
                    "dev.errata.logs.state.Transition", "package dev.errata.logs.state; public class Transition {}"));

    static Stream<Wall> walls() {
        return Walls.all().stream();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void stands(Wall wall) {
        wall.rule().allowEmptyShould(true).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("walls")
    void bites(Wall wall, @TempDir Path folder) throws IOException {
        compile(wall, folder);
        JavaClasses planted = new ClassFileImporter().importPath(folder);
        assertThatThrownBy(() -> wall.rule().check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Architecture Violation");
    }

    private static void compile(Wall wall, Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var faults = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(faults, Locale.ROOT, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            List<Source> sources = Stream.concat(
                            Stream.of(new Source(wall.plantedClass(), wall.plantedSource())),
                            PROPS.stream().filter(prop -> wall.plantedBody().contains(prop.name)))
                    .toList();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            faults,
                            List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                            null,
                            sources)
                    .call();
            assertThat(compiled).describedAs("%s", faults.getDiagnostics()).isTrue();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
