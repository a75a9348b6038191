package dev.errata.rules.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkspacePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/etc/passwd", "~/.ssh/id", "C:/x", "c:x", "\\\\host\\x", "a\\b", "//host/x", ".", "..", "./a",
                "a/./b", "../a", "a/../b", "a/..", "a//b", "a/", ".git", ".git/config", "a/.git/hooks/x", ".GIT/x",
                ".Git/x", ".g\u200bit/x", ".git\u200c/x", "\uff0egit/x", "git~1/x", "GIT~1/x", ".git./x", ".git /x",
                "a\u0000b", "a\nb", "a\u007fb", "a:b", "a:$DATA", "a./b", "a /b", "nul.", "x\ufeff/.git/y"
            })
    void refusesWhatLeadsOutOrIsReadInTwoWays(String path) {
        assertThat(WorkspacePath.fault(path)).isPresent();
        assertThatThrownBy(() -> new WorkspacePath(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a path in a workspace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "src/a.py", ".gitignore", ".github/x.yml", "a/.gitattributes", "...a", "a b/c d", "ü/ö", "x~1", "a~",
                "git/x", "my.git/x", "-a", "a'b\"c", "$x/[id].ts", "@scope/x"
            })
    void takesWhatIsOnePlaceInside(String path) {
        assertThat(WorkspacePath.fault(path)).isEmpty();
        assertThat(new WorkspacePath(path).value()).isEqualTo(path);
    }

    @Test
    void foldsWhatSomeFileSystemsTakeForOne() {
        assertThat(new WorkspacePath("Stra\u00dfe/\u00c4").folded())
                .isEqualTo(new WorkspacePath("STRASSE/A\u0308").folded());
        assertThat(new WorkspacePath("a").folded()).isNotEqualTo(new WorkspacePath("b").folded());
    }

    @Test
    void knowsItsNames() {
        var path = new WorkspacePath("src/main/App.test.JAVA");
        assertThat(path.names()).containsExactly("src", "main", "App.test.JAVA");
        assertThat(path.name()).isEqualTo("App.test.JAVA");
        assertThat(path.extension()).isEqualTo("java");
        assertThat(new WorkspacePath("a/.env").extension()).isEmpty();
        assertThat(new WorkspacePath("a.b/Makefile").extension()).isEmpty();
    }
}
