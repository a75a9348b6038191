package dev.errata.desktop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

final class PaletteViewModelTest {
    private final List<String> ran = new ArrayList<>();
    private final SimpleBooleanProperty savable = new SimpleBooleanProperty(true);
    private final Commands commands = new Commands();
    private final PaletteViewModel palette = new PaletteViewModel(commands::all);

    PaletteViewModelTest() {
        commands.addWindow(List.of(command("go.rules"), command("go.audit")));
        commands.useScreen(List.of(
                command("rules.add"), Command.of("rules.save", Feather.SAVE, "Shortcut+S", savable, this::saved)));
        palette.open();
    }

    private void saved() {
        ran.add("rules.save");
    }

    private Command command(String id) {
        return Command.of(id, Feather.BOX, "", () -> ran.add(id));
    }

    @Test
    void listsTheScreensCommandsFirst() {
        assertThat(palette.fitting())
                .extracting(Command::id)
                .containsExactly("rules.add", "rules.save", "go.rules", "go.audit");
    }

    @Test
    void findsByBeginningByWordAndByLettersInOrder() {
        palette.typed().set("rule");
        assertThat(palette.fitting()).extracting(Command::id).containsExactly("rules.add", "go.rules");
        palette.typed().set("gtau");
        assertThat(palette.fitting()).extracting(Command::id).containsExactly("go.audit");
        palette.typed().set("xyz");
        assertThat(palette.fitting()).isEmpty();
        assertThat(palette.run()).isFalse();
    }

    @Test
    void leavesOutWhatMakesNoSenseNow() {
        savable.set(false);
        palette.open();
        assertThat(palette.fitting()).extracting(Command::id).doesNotContain("rules.save");
    }

    @Test
    void runsTheChosenOneAndGoesAroundTheEnds() {
        palette.move(-1);
        assertThat(palette.run()).isTrue();
        palette.move(1);
        assertThat(palette.run()).isTrue();
        assertThat(ran).containsExactly("go.audit", "rules.add");
    }

    @Test
    void tellsTheKeyWithTheTitle() {
        Command save = palette.fitting().get(1);
        assertThat(save.tip()).startsWith("Save (").contains("S");
        assertThat(palette.fitting().getFirst().tip()).isEqualTo("Add rule");
    }
}
