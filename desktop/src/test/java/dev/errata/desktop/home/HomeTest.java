package dev.errata.desktop.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {
    @TempDir
    Path folder;

    private Path found(Map<String, String> env, String os) {
        return ((HomeResult.Found) Home.find(null, env, os, folder)).home().folder();
    }

    @Test
    void theOptionComesBeforeTheEnvironmentAndThatBeforeThePlatform() {
        Map<String, String> env = Map.of("ERRATA_HOME", folder.resolve("b").toString());
        Path a = folder.resolve("a");

        assertThat(Home.find(a.toString(), env, "Linux", folder)).isEqualTo(new HomeResult.Found(new Home(a)));
        assertThat(found(env, "Linux")).isEqualTo(folder.resolve("b"));
        assertThat(found(Map.of(), "Linux")).isEqualTo(folder.resolve(".local/share/errata"));
    }

    @Test
    void eachPlatformHasItsOwnFolder() {
        String data = folder.resolve("data").toString();

        assertThat(found(Map.of("XDG_DATA_HOME", data), "Linux")).isEqualTo(folder.resolve("data/errata"));
        assertThat(found(Map.of("XDG_DATA_HOME", "relative"), "Linux"))
                .isEqualTo(folder.resolve(".local/share/errata"));
        assertThat(found(Map.of(), "Mac OS X")).isEqualTo(folder.resolve("Library/Application Support/Errata"));
        assertThat(found(Map.of("LOCALAPPDATA", data), "Windows 11")).isEqualTo(folder.resolve("data/Errata"));
        assertThat(found(Map.of(), "Windows 11")).isEqualTo(folder.resolve("AppData/Local/Errata"));
    }

    @Test
    void aSourceCheckoutIsRefused() throws IOException {
        Files.writeString(folder.resolve("pom.xml"), "<project/>");

        assertThat(Home.find(folder.toString(), Map.of(), "Linux", folder))
                .isInstanceOfSatisfying(
                        HomeResult.Refused.class,
                        refused ->
                                assertThat(refused.reason()).contains("pom.xml").contains("--home"));
    }

    @Test
    void aFileIsNoHome() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(Home.find(file.toString(), Map.of(), "Linux", folder)).isInstanceOf(HomeResult.Refused.class);
    }

    @Test
    void itIsMadeForItsUserAlone() throws IOException {
        Home home = new Home(folder.resolve("deep/home"));
        home.create();
        home.create();

        assertThat(home.exists()).isTrue();
        assertThat(home.writable()).isTrue();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                    .isEqualTo("rwx------");
        }
    }
}
