package dev.errata.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.ErrataRun.Done;
import dev.errata.desktop.help.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command in a block `sh tested` of the help is run as it stands there.
final class HelpCommandsTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    static Stream<String> topics() {
        return Topics.names().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theCommandsOfATopicWork(String topic) {
        ErrataRun errata = new ErrataRun(folder.resolve("home"));
        for (List<String> command : commands(topic)) {
            assertThat(command.getFirst()).isEqualTo("errata");
            Done done = errata.run(command.subList(1, command.size()).toArray(String[]::new));
            assertThat(done.code()).as(command + ": " + done.err()).isZero();
        }
    }

    @Test
    void thereIsSomethingToRun() {
        assertThat(topics().mapToInt(topic -> commands(topic).size()).sum()).isGreaterThan(10);
    }

    private static List<List<String>> commands(String topic) {
        List<List<String>> commands = new ArrayList<>();
        Parser.builder().build().parse(Topics.markdown(topic).orElseThrow()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (block.getInfo().equals("sh tested")) {
                    block.getLiteral()
                            .lines()
                            .filter(line -> !line.isBlank())
                            .forEach(line -> commands.add(words(line)));
                }
            }
        });
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        var found = WORD.matcher(line);
        while (found.find()) {
            words.add(
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
        }
        return words;
    }
}
