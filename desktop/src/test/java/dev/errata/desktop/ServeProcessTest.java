package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `errata serve` as a process of its own.
final class ServeProcessTest {
    @TempDir
    Path folder;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.errata.desktop.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", folder.resolve("home").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        return builder.start();
    }

    @Test
    void aSignalDrainsAndEndsWithZero() throws Exception {
        // An upstream that is named is not looked for at the usual ports, and nobody has to be there.
        Process serving = start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine())
                    .as(Files.readString(folder.resolve("err")))
                    .matches("errata: listening on http://127\\.0\\.0\\.1:\\d+ -> http://127\\.0\\.0\\.1:9");
            // Not Process.destroy: that closes the streams as well.
            assertThat(serving.toHandle().destroy()).isTrue();

            assertThat(serving.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(serving.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
        }
        ErrataRun errata = new ErrataRun(folder.resolve("home"));
        assertThat(errata.run("audit", "tail", "-n", "1").out()).contains("system.stopped");
        assertThat(errata.run("audit", "verify").code()).isZero();
    }

    @Test
    void aKilledProcessLeavesAHomeThatOpensAgain() throws Exception {
        Process serving = start("serve", "--port", "0", "--upstream", "http://127.0.0.1:9");
        try (BufferedReader out = serving.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).contains("listening");
            serving.destroyForcibly();
            assertThat(serving.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        ErrataRun errata = new ErrataRun(folder.resolve("home"));
        assertThat(errata.run("status").code()).isEqualTo(1);
        assertThat(errata.run("correct", "off").code()).isZero();
        assertThat(errata.run("audit", "verify").code()).isZero();
    }

    @Test
    void theStreamsOfTheProcessAreUsed() throws Exception {
        Process nothing = start();

        assertThat(nothing.waitFor(20, TimeUnit.SECONDS)).isTrue();
        if (System.getProperty("os.name").contains("Linux")) {
            assertThat(nothing.exitValue()).isEqualTo(3);
            assertThat(Files.readString(folder.resolve("err")))
                    .contains("errata serve")
                    .hasLineCount(1);
        }
    }
}
