package dev.errata.desktop.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WordsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "errata", "desktop");
    private static final Path BUNDLE =
            Path.of("src", "main", "resources", "dev", "errata", "desktop", "fx", "words.properties");
    /// A key in the code: words with dots in quotes.
    private static final Pattern ASKED = Pattern.compile("Words\\.of\\(\\s*\"([A-Za-z0-9.]+)\"[,)]");
    private static final Pattern COMMAND = Pattern.compile("Command\\.of\\(\\s*\"([A-Za-z0-9.]+)\",");

    @Test
    void hasEveryTextThatTheCodeAsksFor() throws IOException {
        Set<String> missing = new TreeSet<>();
        Set<Object> known = bundle().keySet();
        for (String source : sources()) {
            ASKED.matcher(source)
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !known.contains(key))
                    .forEach(missing::add);
            COMMAND.matcher(source)
                    .results()
                    .map(found -> "command." + found.group(1))
                    .filter(key -> !known.contains(key))
                    .forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void hasNoTextThatTheCodeCannotReach() throws IOException {
        String all = String.join("\n", sources());
        Set<String> unused = new TreeSet<>();
        for (Object key : bundle().keySet()) {
            String text = key.toString();
            // Keys are asked for whole, or made of a fixed beginning and a word of the data.
            boolean whole = all.contains("\"" + text + "\"");
            boolean made = Stream.iterate(text.length() - 1, at -> at > 0, at -> at - 1)
                    .filter(at -> text.charAt(at) == '.')
                    .anyMatch(at -> all.contains("\"" + text.substring(0, at + 1) + "\""));
            boolean ofForm =
                    text.startsWith("command.") && all.contains("\"" + text.substring("command.".length()) + "\"");
            if (!whole && !made && !ofForm) {
                unused.add(text);
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void hasNoApostropheThatTheFormatWouldSwallow() throws IOException {
        assertThat(bundle())
                .allSatisfy((key, text) -> assertThat(text.toString()).doesNotContain("'"));
    }

    @Test
    void fillsValuesInAndLeavesNumbersAsTheyAre() {
        assertThat(Words.of("status.rules", 1)).isEqualTo("1 rule");
        assertThat(Words.of("status.rules", 42)).isEqualTo("42 rules");
        assertThat(Words.of("rule.title", Long.toString(12345))).isEqualTo("Rule 12345");
        assertThat(Words.orItself("kind.", "unheard")).isEqualTo("unheard");
    }

    private static Properties bundle() throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLE)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Iterable<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(WordsTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
