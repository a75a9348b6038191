package dev.errata.desktop.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errata.rules.patch.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentFoldersTest {
    private static final Actor AGENT = new Actor("some-agent", Actor.Channel.MCP);

    private final OneVersion known = new OneVersion();
    private boolean open = true;
    private final AgentFolders folders = new AgentFolders(known, () -> open);

    @TempDir
    private Path temp;

    @Test
    void namesFoldersByTheirPaths() {
        assertThat(folders.list()).singleElement().satisfies(folder -> {
            assertThat(folder.folder()).isEqualTo(OneVersion.FOLDER.toString());
            assertThat(folder.head()).isEqualTo("v-1");
        });
        assertThat(folders.find("app")).isPresent();
        assertThat(folders.find("none")).isEmpty();
        assertThat(folders.paths("v-1")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "", "/a/../b", "/a/./b", "nul\0"})
    void takesAbsolutePathsOnly(String path) {
        assertThatThrownBy(() -> folders.add(path, AGENT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> folders.export("v-1", path, AGENT)).isInstanceOf(IllegalArgumentException.class);
        assertThat(known.asked).isEmpty();
    }

    @Test
    void addsAFolderUnlessTheOwnerWantsToDoThatAlone() {
        String folder = temp.resolve("fresh").toString();
        open = false;
        assertThatThrownBy(() -> folders.add(folder, AGENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("errata workspace add " + folder);
        assertThat(known.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/out.tar.gz", "/tmp/out.tgz", "/tmp/out.PATCH"})
    void writesNoFiles(String path) {
        assertThatThrownBy(() -> folders.export("v-1", path, AGENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("folders only");
        assertThat(known.asked).isEmpty();
    }

    @Test
    void exportsOnceAndNotAgain() throws IOException {
        Path folder = temp.resolve("out");

        folders.export("v-1", folder.toString(), AGENT);
        assertThat(known.asked).containsExactly("export v-1 " + folder);

        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/a.txt"), "a\n");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("src/a.txt"));
        folders.export("v-1", folder.toString(), AGENT);
        assertThat(known.asked).hasSize(1);

        Files.writeString(folder.resolve("more.txt"), "");
        folders.export("v-1", folder.toString(), AGENT);
        assertThat(known.asked)
                .as("what is not the version is for the workspaces to refuse")
                .hasSize(2);
        Files.delete(folder.resolve("more.txt"));
        Files.writeString(folder.resolve("src/a.txt"), "b\n");
        folders.export("v-1", folder.toString(), AGENT);
        assertThat(known.asked).hasSize(3);
    }
}
