package dev.errata.desktop.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.home.HomeLock.Held;
import dev.errata.desktop.home.HomeLock.Owner;
import dev.errata.desktop.home.HomeLock.Taken;
import dev.errata.desktop.home.HomeLock.Unwritable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeLockTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void prepare() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    void oneProcessOwnsAHomeAndSaysWhereItIs() {
        try (HomeLock lock = ((Taken) HomeLock.take(home)).lock()) {
            long pid = ProcessHandle.current().pid();
            assertThat(HomeLock.owner(home)).contains(new Owner(pid, ""));
            lock.tell("http://127.0.0.1:12345");
            lock.tell("http://127.0.0.1:1");

            assertThat(HomeLock.owner(home)).contains(new Owner(pid, "http://127.0.0.1:1"));
            assertThat(HomeLock.take(home)).isEqualTo(new Held(new Owner(pid, "http://127.0.0.1:1")));
            assertThat(HomeLock.isHeld(home)).isTrue();
        }

        assertThat(HomeLock.owner(home)).isEmpty();
        assertThat(HomeLock.isHeld(home)).isFalse();
    }

    @Test
    void aProcessThatIsGoneOwnsNothing() throws IOException {
        home.create();
        Files.writeString(home.lock(), new Owner(99_999_999L, "http://127.0.0.1:1").text());

        assertThat(HomeLock.owner(home)).isEmpty();
        try (HomeLock lock = ((Taken) HomeLock.take(home)).lock()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void aFileThatSaysNothingIsNoOwner() throws IOException {
        home.create();
        Files.writeString(home.lock(), "pid=abc\nrubbish");

        assertThat(HomeLock.owner(home)).isEmpty();
    }

    @Test
    void whereNoFolderCanBeNobodyCanOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(HomeLock.take(new Home(file.resolve("home")))).isInstanceOf(Unwritable.class);
    }
}
