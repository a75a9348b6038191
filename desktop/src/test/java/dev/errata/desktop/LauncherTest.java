package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Windows' launcher cannot run where these tests do: it is held to the one that does, word for word.
final class LauncherTest {

    private static final Path FOLDER = Path.of("src/main/launcher");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[A-Z@a-z][^\\s\"'{}]*");

    private static String read(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }

    /// The options of Java in it, comments left out.
    private static List<String> options(String text, String comment) {
        String code = String.join(
                "\n",
                text.lines().filter(line -> !line.strip().startsWith(comment)).toList());
        return OPTION.matcher(code.replace("$app", "APP").replace("%app%", "APP").replace('\\', '/'))
                .results()
                .map(MatchResult::group)
                .filter(option -> option.matches("(-X|-D|--).+|-m"))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void bothGiveJavaTheSameOptions() throws IOException {
        List<String> unix = new ArrayList<>(options(read("errata"), "#"));
        assertThat(unix.removeIf(option -> option.startsWith("-XX:TrimNativeHeapInterval="))) // Linux alone has it
                .isTrue();
        assertThat(unix).hasSizeGreaterThan(15);
        assertThat(options(read("errata.cmd"), "rem")).isEqualTo(unix);
    }

    @Test
    void bothSayTheSameWhereNoJavaFits() throws IOException {
        String said = "errata: no JDK 25 or later was found; install one, or name it by ERRATA_JAVA or JAVA_HOME";
        assertThat(read("errata.cmd")).contains(said + " 1>&2\r\nexit /b 3\r\n");
        assertThat(read("errata").replace("$wanted", "25")).contains(said + "\" >&2\n    exit 3\n");
    }

    @Test
    void whatTheUserSaysReachesJavaAsItIs() throws IOException {
        String text = read("errata.cmd");
        assertThat(text.split("\r\n", -1)).allMatch(line -> !line.contains("\n"));
        assertThat(text).doesNotContain("enabledelayedexpansion").contains("desktop.Main %*\r\nexit /b %errorlevel%");
    }
}
