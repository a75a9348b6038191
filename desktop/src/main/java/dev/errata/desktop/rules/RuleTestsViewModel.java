package dev.errata.desktop.rules;

import dev.errata.desktop.fx.Background;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Words;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.rules.RuleRow;
import dev.errata.rules.RuleTest;
import dev.errata.rules.store.RulePacks;
import dev.errata.rules.store.RulePacks.NoSuchRule;
import dev.errata.rules.store.RulePacks.TestsFailed;
import dev.errata.rules.store.RulePacks.TestsKept;
import dev.errata.rules.store.RulePacks.TestsResult;
import dev.errata.rules.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The tests of the rule in the editor, run at every edit on what the fields make now. A test that is added or taken
/// away is stored at once; it belongs to the stored rule, not to the draft.
///
/// **Thread:** the FX thread. Tests are short texts; a long one is run when the rule is tested as a whole.
final class RuleTestsViewModel {
    private static final String CHANNEL = "window";

    private final RulePacks packs;
    private final EditorViewModel editor;
    private final BiFunction<RuleRow, String, Trial> trial;
    private final Background background;
    private final Notices notices;
    private final ObservableList<Line> lines = FXCollections.observableArrayList();
    private final BooleanBinding addable;
    private List<RuleTest> tests = List.of();

    /// A test and how it went.
    ///
    /// @param got what the rule makes of the input now
    record Line(RuleTest test, String got) {
        boolean passed() {
            return test.expected().equals(got);
        }
    }

    RuleTestsViewModel(
            RulePacks packs,
            EditorViewModel editor,
            BiFunction<RuleRow, String, Trial> trial,
            Background background,
            Notices notices) {
        this.packs = packs;
        this.editor = editor;
        this.trial = trial;
        this.background = background;
        this.notices = notices;
        addable = Bindings.createBooleanBinding(
                () -> editor.rule().get() != 0 && editor.tried().get() != null, editor.rule(), editor.tried());
        editor.rule().addListener((value, from, to) -> read());
        editor.edits().addListener((value, from, to) -> run());
    }

    private void read() {
        long rule = editor.rule().get();
        tests = List.of();
        run();
        if (rule != 0) {
            background.run(() -> packs.tests().getOrDefault(rule, List.of()), found -> take(rule, found), this::failed);
        }
    }

    private void take(long rule, List<RuleTest> found) {
        if (editor.rule().get() == rule) {
            tests = found;
            run();
        }
    }

    private void run() {
        if (tests.isEmpty()) {
            lines.clear();
            return;
        }
        boolean sound = editor.faults().isEmpty();
        RuleRow enforced = Draft.withMode(editor.draft(), "enforce");
        lines.setAll(tests.stream()
                .map(test -> new Line(
                        test, sound ? trial.apply(enforced, test.input()).corrected() : Words.of("tests.noRule")))
                .toList());
    }

    /// Adds what the rule does to the try-it text now as what it must do.
    void add() {
        Trial tried = editor.tried().get();
        if (tried != null && addable.get()) {
            var more = new ArrayList<>(tests);
            more.add(new RuleTest(tried.raw(), tried.corrected()));
            keep(more);
        }
    }

    void remove(Line line) {
        var fewer = new ArrayList<>(tests);
        fewer.remove(line.test());
        keep(fewer);
    }

    private void keep(List<RuleTest> wanted) {
        long rule = editor.rule().get();
        List<RuleTest> kept = List.copyOf(wanted);
        background.run(() -> packs.keepTests(rule, kept, CHANNEL), result -> settle(result, rule, kept), this::failed);
    }

    private void settle(TestsResult result, long rule, List<RuleTest> kept) {
        switch (result) {
            case TestsKept done -> take(rule, kept);
            case NoSuchRule(long id) ->
                notices.post(Notice.problem(
                        Words.of("rules.gone", Long.toString(id)), Words.of("rules.gone.next"), ApiProblem.NOT_FOUND));
            case TestsFailed(String reason) ->
                notices.post(Notice.problem(Words.of("tests.failed"), reason, ApiProblem.NOT_WRITABLE));
        }
    }

    private void failed(Exception failure) {
        notices.post(Notice.problem(Words.of("tests.failed"), Words.of("rules.failed.next"), ApiProblem.NOT_WRITABLE));
    }

    ObservableList<Line> lines() {
        return lines;
    }

    /// Whether there is a tried text to make a test of.
    BooleanBinding addable() {
        return addable;
    }
}
