package dev.errata.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.fake.FakeApprovals;
import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.help.Topics;
import dev.errata.rules.patch.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.Test;

final class ReviewKeysTest {
    private final List<Command> commands = new ReviewCommands(
                    new ReviewViewModel(
                            new ReviewDesk(
                                    new FakeApprovals(),
                                    List::of,
                                    new FakePolicies(),
                                    Highlighter.NONE,
                                    new Actor("you", Actor.Channel.WINDOW)),
                            new Background(Runnable::run, Runnable::run),
                            InstantSource.system()),
                    new NoScreen())
            .all();

    private static final class NoScreen implements ReviewCommands.Screenwork {
        @Override
        public void layout() {}

        @Override
        public void keys() {}

        @Override
        public void bind() {}

        @Override
        public void answer() {}

        @Override
        public void page(int by) {}
    }

    /// As people write it, on every system.
    private static String key(Command command) {
        KeyCodeCombination key = (KeyCodeCombination) Objects.requireNonNull(command.key());
        String name = switch (key.getCode()) {
            case SLASH -> "?";
            case ENTER, SPACE -> key.getCode().getName();
            default -> key.getCode().getChar();
        };
        boolean shift = key.getShift() == KeyCombination.ModifierValue.DOWN && key.getCode() != KeyCode.SLASH;
        return Stream.of(
                        key.getShortcut() == KeyCombination.ModifierValue.DOWN ? "Ctrl" : "",
                        key.getAlt() == KeyCombination.ModifierValue.DOWN ? "Alt" : "",
                        shift ? "Shift" : "",
                        name)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "+" + b)
                .orElseThrow();
    }

    @Test
    void theHelpNamesEachCommandWithItsKeyAndNoOther() {
        List<String> rows = Topics.markdown("review")
                .orElseThrow()
                .lines()
                .filter(line -> line.contains("`review."))
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(commands.stream()
                        .map(command -> "| `" + key(command) + "` | " + command.title() + " | `" + command.id() + "` |")
                        .toList());
    }

    @Test
    void everyActHasAKeyOfItsOwnApartFromAnswering() {
        assertThat(commands).allSatisfy(command -> assertThat(command.key()).isNotNull());
        assertThat(commands.stream()
                        .filter(command -> !command.id().equals("review.answer"))
                        .map(Command::keyText))
                .doesNotHaveDuplicates();
    }
}
