package dev.errata.desktop.review;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Draws the rows of a diff that are no code: a hunk's head with its chips and what can be done with it, findings and
/// comments in words, folds.
final class HunkBars {
    private final ReviewViewModel model;
    private final List<Command> acts;

    /// Which side of a diff is drawn.
    enum Part {
        LEFT,
        RIGHT,
        /// Both in one.
        BOTH
    }

    /// @param acts what can be done with the hunk that keys are for, in order
    HunkBars(ReviewViewModel model, List<Command> acts) {
        this.model = model;
        this.acts = List.copyOf(acts);
    }

    Node of(DiffRow row, Part part) {
        return switch (row) {
            case DiffRow.Head(int hunk) -> head(hunk, part);
            case DiffRow.Fold fold -> fold(fold, part);
            case DiffRow.Told(int hunk, Finding finding) -> part == Part.LEFT ? new Region() : told(finding);
            case DiffRow.Said(int hunk, Proposal.Comment comment) -> part == Part.LEFT ? new Region() : said(comment);
            case DiffRow.Same same -> new Region();
            case DiffRow.Changed changed -> new Region();
        };
    }

    private Node head(int number, Part part) {
        Proposal proposal = Objects.requireNonNull(model.shown());
        Hunk hunk = Objects.requireNonNull(proposal.patch()).hunk(number).orElseThrow();
        var bar = new HBox();
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("hunk-bar", "spaced", "plain-type");
        if (model.cursor().hunk().get() == number) {
            bar.getStyleClass().add("hunk-here");
        }
        if (part != Part.RIGHT) {
            bar.getChildren().addAll(choice(proposal.choice(number)), place(proposal, hunk), section(hunk));
        }
        if (part == Part.BOTH) {
            bar.getChildren().add(Gaps.wide());
        }
        if (part != Part.LEFT) {
            bar.getChildren().addAll(chips(proposal, number));
            if (part == Part.RIGHT) {
                bar.getChildren().add(Gaps.wide());
            }
            if (model.judging()) {
                bar.getChildren().addAll(buttons(number));
            }
        }
        bar.setOnMousePressed(event -> model.cursor().goHunk(number));
        return bar;
    }

    private static Label choice(Proposal.Choice choice) {
        FontIcon icon = Icons.of(
                switch (choice) {
                    case PENDING -> Feather.CIRCLE;
                    case ACCEPTED -> Feather.CHECK_CIRCLE;
                    case REJECTED -> Feather.X_CIRCLE;
                });
        icon.getStyleClass()
                .add(
                        switch (choice) {
                            case PENDING -> "icon-muted";
                            case ACCEPTED -> "icon-success";
                            case REJECTED -> "icon-danger";
                        });
        var label = new Label(Words.of("review.choice." + choice.word()), icon);
        label.getStyleClass().add("hunk-choice");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label place(Proposal proposal, Hunk hunk) {
        var label = new Label(Words.of(
                "review.hunk",
                hunk.number(),
                Objects.requireNonNull(proposal.patch()).size()));
        label.getStyleClass().add("muted");
        label.setMinWidth(0);
        return label;
    }

    private Label section(Hunk hunk) {
        String said = Drawn.of(hunk.section(), List.of(), false, "").text();
        var label = new Label(
                switch (hunk.kind()) {
                    case MODIFY -> said;
                    case CREATE, DELETE, RENAME, MODE, BINARY -> ReviewWords.change(model.shown(), hunk);
                });
        label.getStyleClass().addAll("mono", "muted", "hunk-section");
        label.setMinWidth(0);
        return label;
    }

    private static List<Label> chips(Proposal proposal, int hunk) {
        Verdict verdict = proposal.verdict();
        if (verdict == null) {
            return List.of();
        }
        List<Label> chips = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Finding finding : verdict.findings()) {
            String text = ReviewWords.chip(finding);
            if (finding.hunk() == hunk && !seen.contains(text)) {
                seen.add(text);
                chips.add(chip(verdict, finding, text));
            }
        }
        if (chips.isEmpty() && verdict.syntax() == Verdict.Syntax.OK) {
            var fine = new Label(
                    Words.of(isChecked(proposal, verdict, hunk) ? "review.chip.syntax" : "review.chip.unread"));
            fine.getStyleClass().add("muted");
            fine.setMinWidth(Region.USE_PREF_SIZE);
            chips.add(fine);
        }
        return chips;
    }

    /// The verdict speaks of all files together; one without a grammar is never valid, only not checked.
    private static boolean isChecked(Proposal proposal, Verdict verdict, int hunk) {
        return Objects.requireNonNull(proposal.patch())
                .fileOf(hunk)
                .map(FileChange::path)
                .filter(path -> verdict.findings().stream()
                        .noneMatch(finding -> finding.kind() == Finding.Kind.NOT_CHECKED
                                && finding.path().equals(path)))
                .isPresent();
    }

    private static Label chip(Verdict verdict, Finding finding, String text) {
        var chip = new Label(text);
        chip.getStyleClass().addAll("chip", "chip-" + finding.weight().word());
        String why = String.join(
                "\n",
                verdict.findings().stream()
                        .filter(other -> other.hunk() == finding.hunk()
                                && ReviewWords.chip(other).equals(text))
                        .map(ReviewWords::finding)
                        .toList());
        chip.setTooltip(new Tooltip(why));
        chip.setAccessibleText(text + ": " + why);
        chip.setMinWidth(48);
        return chip;
    }

    private List<Button> buttons(int number) {
        return acts.stream()
                .map(act -> {
                    Button button = Buttons.iconOnly(act);
                    // A button of this hunk acts on this hunk; keys say what they act on by the bar that is lit.
                    button.setOnAction(event -> {
                        model.cursor().goHunk(number);
                        act.run();
                    });
                    button.setId(null);
                    button.getStyleClass().add("hunk-act");
                    button.setFocusTraversable(false);
                    return button;
                })
                .toList();
    }

    private Node fold(DiffRow.Fold fold, Part part) {
        var label = new Label(
                part == Part.RIGHT
                        ? ""
                        : fold.section().isEmpty()
                                ? Words.of("review.fold", fold.lines())
                                : Words.of("review.foldIn", fold.lines(), fold.section()));
        if (part != Part.RIGHT) {
            label.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
        }
        label.getStyleClass().addAll("fold-bar", "plain-type");
        label.setTooltip(new Tooltip(Words.of("review.fold.tip")));
        label.setOnMouseClicked(event -> model.cursor().open(fold.id()));
        return label;
    }

    private static Node told(Finding finding) {
        FontIcon icon = Icons.of(
                switch (finding.weight()) {
                    case NOTE -> Feather.INFO;
                    case CAUTION -> Feather.ALERT_TRIANGLE;
                    case UNSAFE -> Feather.ALERT_OCTAGON;
                    case UNKNOWN -> Feather.HELP_CIRCLE;
                });
        icon.getStyleClass()
                .add(
                        switch (finding.weight()) {
                            case NOTE -> "icon-muted";
                            case CAUTION, UNKNOWN -> "icon-warning";
                            case UNSAFE -> "icon-danger";
                        });
        return line(icon, ReviewWords.finding(finding), "told-bar");
    }

    private static Node said(Proposal.Comment comment) {
        var icon = Icons.of(Feather.MESSAGE_SQUARE);
        return line(
                icon,
                Words.of("review.said", comment.actor().operator(), ReviewWords.drawn(comment.text())),
                "said-bar");
    }

    private static Node line(FontIcon icon, String text, String style) {
        var label = new Label(text, icon);
        label.getStyleClass().addAll(style, "plain-type");
        label.setTooltip(new Tooltip(text));
        label.setMinWidth(0);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }
}
