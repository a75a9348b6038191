package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.errata.desktop.ErrataRun.Background;
import dev.errata.desktop.ErrataRun.Done;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Homes in which something is missing, damaged or not writable.
final class DamagedHomeTest {
    @TempDir
    Path folder;

    private Path home;
    private ErrataRun errata;

    @BeforeEach
    void prepare() {
        home = folder.resolve("home");
        errata = new ErrataRun(home);
    }

    @Test
    void aDamagedDatabaseIsKeptAsideAndToldOf() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("errata.db"), "this is no database, but somebody may want it back");

        Done looked = errata.run("rules", "list");
        assertThat(looked.err()).contains("cannot be read");
        assertThat(Files.readString(home.resolve("errata.db"))).startsWith("this is no database");

        try (Background serving = errata.start("serve", "--port", "0")) {
            assertThat(serving.address()).isNotEmpty();
            assertThat(errata.run("status").out()).contains("kept as");
        }
        try (Stream<Path> files = Files.list(home)) {
            assertThat(files.filter(Files::isRegularFile).anyMatch(DamagedHomeTest::isTheOldOne))
                    .isTrue();
        }
    }

    @Test
    void whatOnlyReadsLeavesEveryByteAsItIs() throws IOException {
        assertThat(errata.run("rules", "add", "x", "--replacement", "y").code()).isZero();
        Files.writeString(home.resolve("errata.toml"), "# mine\nport = 4000\n");
        Map<String, String> before = bytes();

        for (String line : new String[] {
            "rules list",
            "rules show 1",
            "rules test",
            "audit tail",
            "audit verify",
            "audit verify --exchange" + " X",
            "config list",
            "config get port",
            "correct",
            "status",
            "doctor",
            "help"
        }) {
            var unused = errata.run(line.split(" ", -1));
            assertThat(bytes()).as(line).isEqualTo(before);
        }
    }

    @Test
    void aHomeThatCannotBeWrittenServesAndSaysSo() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        assumeFalse(System.getProperty("user.name").equals("root"), "root may write everywhere");
        assertThat(closed.toFile().setWritable(false)).isTrue();
        ErrataRun here = new ErrataRun(closed.resolve("home"));
        try (Background serving = here.start("serve", "--port", "0")) {
            assertThat(serving.address()).isNotEmpty();
        }
        assertThat(here.run("rules", "add", "x").code()).isEqualTo(3);
        assertThat(closed.toFile().setWritable(true)).isTrue();
    }

    @Test
    void whereAFileIsInTheWayNothingIsKeptButItServes() throws IOException {
        // The same as a folder that cannot be written, and it holds for root as well.
        Path file = Files.writeString(folder.resolve("file"), "");
        ErrataRun here = new ErrataRun(file.resolve("home"));
        try (Background serving = here.start("serve", "--port", "0")) {
            assertThat(serving.address()).isNotEmpty();
            Done done = serving.stop();
            assertThat(done.code()).isZero();
            assertThat(done.err()).contains("keeps nothing");
        }
        Done add = here.run("rules", "add", "x");
        assertThat(add.code()).isEqualTo(3);
        assertThat(add.err()).contains("nothing was changed");
    }

    private static boolean isTheOldOne(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).startsWith("this is no database");
        } catch (IOException e) {
            return false;
        }
    }

    private Map<String, String> bytes() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                all.put(
                        home.relativize(file).toString(),
                        Files.isDirectory(file)
                                ? "folder"
                                : HexFormat.of().formatHex(Files.readAllBytes(file)) + Files.getLastModifiedTime(file));
            }
        }
        return all;
    }
}
