package dev.errata.desktop.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokensTest {
    @TempDir
    Path folder;

    @Test
    void tokensAreMadeOnceForTheirUserAlone() throws IOException {
        Home home = new Home(folder);
        Tokens tokens = Tokens.open(home, new SecureRandom());

        assertThat(tokens.agent()).hasSize(64).isNotEqualTo(tokens.owner());
        assertThat(Tokens.open(home, new SecureRandom())).isEqualTo(tokens);
        assertThat(Tokens.ownerOf(home)).contains(tokens.owner());
        assertThat(tokens.toString()).doesNotContain(tokens.owner());
        if (posix()) {
            assertThat(rights("token")).isEqualTo("rw-------");
            assertThat(rights("owner-token")).isEqualTo("rw-------");
        }
    }

    @Test
    void aTokenOthersCouldReadIsClosedAgain() throws IOException {
        Home home = new Home(folder);
        Tokens tokens = Tokens.open(home, new SecureRandom());
        if (posix()) {
            Files.setPosixFilePermissions(folder.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));

            assertThat(Tokens.open(home, new SecureRandom())).isEqualTo(tokens);
            assertThat(rights("token")).isEqualTo("rw-------");
        }
    }

    @Test
    void aTokenThatIsTooShortIsMadeAfresh() throws IOException {
        Files.writeString(folder.resolve("token"), "x");

        assertThat(Tokens.open(new Home(folder), new SecureRandom()).agent()).hasSize(64);
    }

    @Test
    void noTokenIsNobodys() {
        assertThat(Tokens.ownerOf(new Home(folder.resolve("none")))).isEmpty();
        assertThat(Tokens.passing(new SecureRandom()).owner()).hasSize(64);
    }

    @Test
    void anApiKeyComesFromTheEnvironment() {
        Map<String, String> env = Map.of("KEY", " sk-1 ", "EMPTY", "", "TWO", "a b");

        assertThat(ApiKey.read("KEY", "", env, folder)).isEqualTo(new ApiKey.Given("sk-1"));
        assertThat(ApiKey.read("KEY", "", env, folder).toString()).doesNotContain("sk-1");
        assertThat(ApiKey.read("EMPTY", "", env, folder)).isInstanceOf(ApiKey.Missing.class);
        assertThat(ApiKey.read("TWO", "", env, folder)).isInstanceOf(ApiKey.Missing.class);
        assertThat(ApiKey.read("", "", env, folder)).isEqualTo(new ApiKey.None());
    }

    @Test
    void anApiKeyComesFromAFileThatOthersCannotRead() throws IOException {
        Private.write(folder.resolve("key"), "secret\n");

        assertThat(ApiKey.read("", "key", Map.of(), folder)).isEqualTo(new ApiKey.Given("secret"));
        assertThat(ApiKey.read("", "none", Map.of(), folder)).isInstanceOf(ApiKey.Missing.class);
        if (posix()) {
            Files.setPosixFilePermissions(folder.resolve("key"), PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(ApiKey.read("", "key", Map.of(), folder))
                    .isInstanceOfSatisfying(
                            ApiKey.Missing.class,
                            missing -> assertThat(missing.reason()).contains("chmod 600"));
        }
    }

    private boolean posix() throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix");
    }

    private String rights(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
