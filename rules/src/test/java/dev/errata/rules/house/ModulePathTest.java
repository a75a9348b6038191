package dev.errata.rules.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.syntax.Grammar;
import dev.errata.rules.syntax.Grammars;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModulePathTest {
    private static final String OURS = ".*(?:[/\\\\]classes|errata-logs.*|org\\.eclipse\\.jgit.*|slf4j-api.*|jackson-.*"
            + "|jspecify.*|sqlite-jdbc.*|flyway-core.*|ulid-creator.*|JavaEWAH.*|commons-codec.*)(?:\\.jar)?";

    @TempDir
    private Path folder;

    @Test
    void readsTreesOnAModulePathWhereOnlyOurModuleMayBeNative() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                new Grammars(folder.resolve("here")).parse(Grammar.JSON, "1").isPresent(),
                "skipped: no native library for this machine");
        List<String> path = Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        String modules =
                path.stream().filter(entry -> entry.matches(OURS)).collect(Collectors.joining(File.pathSeparator));
        String tests =
                path.stream().filter(entry -> entry.endsWith("test-classes")).collect(Collectors.joining());

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=dev.errata.rules",
                        "--illegal-native-access=deny",
                        "--module-path",
                        modules,
                        "--add-modules",
                        "dev.errata.rules",
                        "-cp",
                        tests,
                        TreeOnModulePath.class.getName(),
                        folder.resolve("native").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("module dev.errata.rules read " + Grammar.values().length);
    }
}
