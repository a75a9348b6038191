package dev.errata.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.review.PolicyViewModel.Check;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.approve.Policy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyViewModelTest {
    private final FakePolicies book = new FakePolicies();
    private final PolicyViewModel model = new PolicyViewModel(
            book, () -> List.of(workspace("W"), workspace("V")), new Background(Runnable::run, Runnable::run));

    private static Workspace workspace(String id) {
        return new Workspace(id, id, Path.of("/" + id), null, Instant.EPOCH);
    }

    @Test
    void opensForTheWorkspaceThatIsLookedAtAndIsOff() {
        model.open("V");
        assertThat(model.isOpen().get()).isTrue();
        assertThat(model.workspace().get()).isEqualTo(workspace("V"));
        assertThat(model.enabled().get()).isFalse();
        assertThat(model.changed().get()).isFalse();
        assertThat(model.lines().get()).isEqualTo("100");
    }

    @Test
    void whatIsSavedIsOffUntilItIsSwitchedOn() {
        model.open("W");
        model.paths().set(" docs/** \n\n*.md\n");
        assertThat(model.changed().get()).isTrue();
        model.toggle();
        assertThat(book.saved).isEmpty();
        model.save();
        assertThat(book.saved).hasSize(1).first().extracting(Policy::enabled).isEqualTo(false);
        assertThat(book.saved.getFirst().paths()).containsExactly("docs/**", "*.md");
        model.toggle();
        assertThat(model.enabled().get()).isTrue();
        assertThat(book.saved.getLast().enabled()).isTrue();

        model.check(Check.GATES_PASSED).set(false);
        model.toggle();
        assertThat(book.saved).hasSize(2);
        model.save();
        assertThat(model.enabled().get()).isFalse();
        assertThat(book.saved.getLast().gatesPassed()).isFalse();
    }

    @Test
    void puttingBackShowsWhatWasSaved() {
        model.open("W");
        model.paths().set("src/**");
        model.check(Check.SYNTAX_ONLY).set(true);
        model.revert();
        assertThat(model.paths().get()).isEmpty();
        assertThat(model.check(Check.SYNTAX_ONLY).get()).isFalse();
        assertThat(model.changed().get()).isFalse();
    }

    @Test
    void saysWhatIsWrongAndSavesNothing() {
        model.open("W");
        model.lines().set("many");
        model.save();
        assertThat(model.message().get()).contains("whole number");
        model.lines().set("0");
        model.save();
        assertThat(model.message().get()).contains("max_lines");
        model.revert();
        model.toggle();
        assertThat(model.message().get()).contains("needs paths");
        assertThat(book.saved).isEmpty();
    }

    @Test
    void triesItOnPastProposalsWithoutSavingIt() {
        model.open("W");
        model.paths().set("docs/**");
        model.dryRun();
        assertThat(model.trials()).hasSize(2);
        assertThat(model.message().get()).startsWith("1 of 2");
        assertThat(book.saved).isEmpty();
        assertThat(model.close()).isTrue();
        assertThat(model.trials()).isEmpty();
    }

    @Test
    void saysWhereThereIsNoWorkspaceYet() {
        var none = new PolicyViewModel(book, List::of, new Background(Runnable::run, Runnable::run));
        none.open(null);
        assertThat(none.message().get()).contains("errata workspace add");
        none.save();
        assertThat(book.saved).isEmpty();
    }
}
