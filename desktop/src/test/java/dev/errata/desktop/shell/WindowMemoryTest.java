package dev.errata.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void remembersOverARestart() {
        Path file = folder.resolve("window.properties");
        WindowMemory memory = WindowMemory.read(file);
        assertThat(memory.get("screen")).isEmpty();
        memory.put("screen", "rules");
        memory.put("split.x", 0.123456);
        memory.save();
        WindowMemory again = WindowMemory.read(file);
        assertThat(again.get("screen")).contains("rules");
        assertThat(again.number("split.x")).contains(0.123);
        assertThat(again.number("screen")).isEmpty();
    }

    @Test
    void beginsAnewWithADamagedFile() throws IOException {
        Path file = folder.resolve("window.properties");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(WindowMemory.read(file).get("screen")).isEmpty();
        Files.writeString(file, "a=\\u00zz");
        assertThat(WindowMemory.read(file).get("a")).isEmpty();
    }

    @Test
    void doesWithoutAFolderItCannotWrite() {
        WindowMemory memory = WindowMemory.read(folder.resolve("missing").resolve("window.properties"));
        memory.put("screen", "rules");
        memory.save();
        assertThat(memory.get("screen")).contains("rules");
    }
}
