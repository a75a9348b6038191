package dev.errata.desktop.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class DiagnosticsTest {
    private static final Logger LOG = LoggerFactory.getLogger(DiagnosticsTest.class);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        Diagnostics.close();
    }

    @Test
    void secretsNeverReachTheFile() throws IOException {
        Diagnostics.toFile(folder, "info");
        LOG.warn(
                "Authorization: Bearer abcdef123456, x-api-key=xyz123, {\"authorization\":\"Basic dXNlcjpwYXNz\"}",
                new IllegalStateException("got Bearer abcdef123456 and sk-abcdefghijkl"));
        Diagnostics.close();

        assertThat(Files.readString(folder.resolve("errata.log")))
                .contains("WARN", "IllegalStateException", "***")
                .doesNotContain("abcdef123456", "xyz123", "dXNlcjpwYXNz", "abcdefghijkl");
    }

    @Test
    void theLevelChangesWhileItRuns() throws IOException {
        Diagnostics.toFile(folder, "info");
        LOG.debug("one");
        Diagnostics.level("debug");
        LOG.debug("two");
        LoggerFactory.getLogger("io.library").info("library");
        Diagnostics.close();

        assertThat(Files.readString(folder.resolve("errata.log")))
                .contains("two")
                .doesNotContain("one", "library");
    }

    @Test
    void aPlainLineStaysAsItIs() {
        assertThat(Redaction.of("listening on 127.0.0.1:11435")).isEqualTo("listening on 127.0.0.1:11435");
    }
}
