package dev.errata.desktop.packs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.FakePacks;
import dev.errata.desktop.fake.FakeRuleBook;
import dev.errata.desktop.fake.SomePack;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.rules.pack.ImportWish.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportViewModelTest {
    @TempDir
    private Path folder;

    private final FakePacks packs = new FakeRuleBook().packs();
    private final Notices notices = new Notices();
    private final ImportViewModel model =
            new ImportViewModel(packs, new Background(Runnable::run, Runnable::run), notices);

    private void read(boolean withInvalid) {
        packs.stands(SomePack.here());
        model.read(SomePack.write(folder, withInvalid));
    }

    @Test
    void showsWhatEachRuleWouldDoAndChangesNothing() {
        read(false);
        assertThat(model.open().get()).isTrue();
        assertThat(model.title().get()).isEqualTo("Import team 1.2.0 from team.json");
        assertThat(model.lines())
                .extracting(ImportLine::kind)
                .containsExactly("new", "equal", "conflict", "conflict", "new");
        assertThat(model.lines().get(2).here()).isEqualTo("replacement: npm install\nmode: enforce");
        assertThat(model.lines().get(2).inFile()).isEqualTo("replacement: npm ci\nmode: shadow");
        assertThat(model.lines().get(4).inFile()).isEqualTo("in shadow, for its own test fails: teh end");
        assertThat(model.summary().get())
                .isEqualTo("2 new, 0 updated, 1 equal, 2 in conflict: decide 2. Nothing is changed yet.");
        assertThat(packs.calls()).isEmpty();
    }

    @Test
    void importsOnceEveryConflictIsDecided() {
        read(false);
        model.bringIn();
        assertThat(packs.calls()).isEmpty();
        model.decide(3, Decision.FILE);
        assertThat(model.ready().get()).isFalse();
        model.decideAll(Decision.MINE);
        model.decide(3, Decision.FILE);
        assertThat(model.ready().get()).isTrue();
        model.bringIn();
        assertThat(packs.calls())
                .singleElement()
                .satisfies(call -> assertThat(call).contains("3=FILE", "4=MINE", "by window"));
        assertThat(model.open().get()).isFalse();
        Notice said = notices.shown().getFirst();
        assertThat(said.what()).isEqualTo("Pack team is imported: 5 new, 0 replaced, 0 removed.");
        said.offers().getFirst().act().run();
        assertThat(packs.calls()).last().isEqualTo("take back 41 by window");
    }

    @Test
    void rowsThatAreNoRulesComeInOnlyWhenAsked() {
        read(true);
        model.decideAll(Decision.MINE);
        assertThat(model.lines().getLast().kind()).isEqualTo("invalid");
        assertThat(model.lines().getLast().inFile()).contains("look-ahead");
        assertThat(model.ready().get()).isFalse();
        model.withInvalid.set(true);
        assertThat(model.ready().get()).isTrue();
    }

    @Test
    void anotherModeIsComparedAgain() {
        read(false);
        model.mode.set("off");
        assertThat(model.lines().get(1).here()).isEqualTo("mode: shadow");
    }

    @Test
    void aFileWithoutRulesIsSaidInPlace() throws IOException {
        model.read(Files.writeString(folder.resolve("no.json"), "hello"));
        assertThat(model.open().get()).isFalse();
        assertThat(notices.shown().getFirst().what()).isEqualTo("There are no rules to import in no.json.");
        assertThat(notices.shown().getFirst().next()).contains("not JSON");
    }

    @Test
    void cancellingChangesNothing() {
        read(false);
        model.cancel();
        assertThat(model.lines()).isEmpty();
        assertThat(model.open().get()).isFalse();
        assertThat(packs.calls()).isEmpty();
    }

    @Test
    void rulesAreWrittenToAFile() throws IOException {
        Path file = folder.resolve("out.json");
        model.export("p", Set.of(), file);
        assertThat(Files.readString(file)).contains("\"pack\": \"p\"");
        assertThat(notices.shown().getFirst().what()).isEqualTo("No rules of the pack p are in out.json.");
        model.export("p", Set.of(), folder.resolve("none/out.json"));
        assertThat(notices.shown().getFirst().code()).isEqualTo("ERR-HOME-003");
    }
}
