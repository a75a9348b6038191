package dev.errata.desktop.review;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.NoticeLine;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Proposal.GateOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The foot of a proposal: what the checks say, how far the decisions are, what is being done, and the two buttons.
final class ReviewFoot {
    private static final Set<String> NOT_BEGUN = Set.of("PENDING", "BLOCKED");

    private final ReviewViewModel model;
    private final VBox node = new VBox();
    private final VBox message = new VBox();
    private final Label verdict = new Label();
    private final Label counts = new Label();
    private final Label waits = new Label();
    private final Label busy = new Label();
    private final Label gates = new Label();
    private final Label tail = new Label();
    private final HBox working = new HBox();
    private final HBox foot = new HBox();
    private final Button apply;
    private final Map<Command, Button> buttons;

    /// Which buttons make sense in which state.
    ///
    /// @param apply the primary one
    /// @param cancel ends what is being done
    /// @param others destructive ones and ways back, each seen only while it makes sense
    ReviewFoot(ReviewViewModel model, Region question, Command apply, Command cancel, List<Command> others) {
        this.model = model;
        this.apply = Buttons.labelled(apply);
        this.apply.getStyleClass().add("accent");
        this.apply.setDefaultButton(false);
        this.apply.setMinWidth(Region.USE_PREF_SIZE);
        buttons = others.stream().collect(Collectors.toMap(other -> other, Buttons::labelled));
        node.getStyleClass().add("review-foot");
        verdict.setId("review-verdict");
        verdict.getStyleClass().add("review-verdict");
        verdict.setMinWidth(0);
        counts.setId("review-counts");
        counts.getStyleClass().add("muted");
        counts.setMinWidth(0);
        // What is still to be done matters more than what is done.
        counts.visibleProperty().bind(model.cursor().waits().isEmpty());
        counts.managedProperty().bind(counts.visibleProperty());
        waits.setId("review-waits");
        waits.getStyleClass().add("muted");
        waits.setMinWidth(0);
        waits.textProperty().bind(model.cursor().waits());
        waits.visibleProperty().bind(model.cursor().waits().isNotEmpty());
        waits.managedProperty().bind(waits.visibleProperty());
        var turning = new ProgressIndicator();
        turning.setPrefSize(14, 14);
        turning.setMinSize(14, 14);
        gates.setId("review-gates");
        gates.getStyleClass().add("muted");
        gates.setWrapText(true);
        turning.visibleProperty().bind(busy.textProperty().isNotEmpty());
        turning.managedProperty().bind(turning.visibleProperty());
        busy.managedProperty().bind(turning.visibleProperty());
        tail.setId("review-gate-tail");
        tail.getStyleClass().addAll("caption", "muted", "mono");
        tail.setMinWidth(0);
        tail.setMaxWidth(Double.MAX_VALUE);
        tail.managedProperty().bind(tail.textProperty().isNotEmpty());
        Button stop = Buttons.labelled(cancel);
        stop.setMinWidth(Region.USE_PREF_SIZE);
        stop.visibleProperty().bind(cancel.enabled());
        stop.managedProperty().bind(stop.visibleProperty());
        var told = new VBox(busy, gates, tail);
        told.setMinWidth(0);
        HBox.setHgrow(told, Priority.ALWAYS);
        working.getChildren().addAll(turning, told, stop);
        working.setAlignment(Pos.CENTER_LEFT);
        working.getStyleClass().addAll("spaced", "review-working");
        var under = new HBox(counts, waits);
        under.getStyleClass().add("review-under");
        var said = new VBox(verdict, under);
        said.setMinWidth(0);
        said.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(said, Priority.ALWAYS);
        foot.getChildren().add(said);
        others.forEach(other -> foot.getChildren().add(button(other)));
        foot.getChildren().add(this.apply);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("review-foot-line");
        node.getChildren().addAll(message, question, working, foot);
        model.cursor().shown().subscribe(this::show);
        model.decisions().busy().subscribe(text -> {
            busy.setText(text);
            work();
        });
        model.decisions().message().subscribe(this::say);
    }

    Region node() {
        return node;
    }

    private Button button(Command command) {
        Button button = buttons.getOrDefault(command, new Button());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.visibleProperty().bind(command.enabled());
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private void show(@Nullable Proposal proposal) {
        if (proposal == null) {
            return;
        }
        verdict.setText(ReviewWords.verdict(proposal));
        verdict.setGraphic(QueueList.shape(proposal));
        verdict.setTooltip(new Tooltip(tip(proposal)));
        counts.setText(counts(proposal));
        apply.setText(label(proposal));
        work();
    }

    private static String tip(Proposal proposal) {
        return proposal.verdict() == null || proposal.verdict().findings().isEmpty()
                ? ReviewWords.verdict(proposal)
                : proposal.verdict().findings().stream()
                        .map(ReviewWords::finding)
                        .collect(Collectors.joining("\n"));
    }

    private static String counts(Proposal proposal) {
        Patch patch = proposal.patch();
        if (patch == null) {
            return "";
        }
        int accepted = count(proposal, patch, Choice.ACCEPTED);
        int rejected = count(proposal, patch, Choice.REJECTED);
        return accepted + rejected == 0
                ? Words.of("review.undecided", patch.size())
                : Words.of("review.counts", accepted, patch.size(), rejected);
    }

    private static int count(Proposal proposal, Patch patch, Choice choice) {
        return (int) patch.all().stream()
                .filter(hunk -> proposal.choice(hunk) == choice)
                .count();
    }

    private static String label(Proposal proposal) {
        return switch (proposal.state()) {
            case "queued" -> Words.of("review.applyNow");
            case "apply_failed" -> Words.of("review.applyAgain");
            default ->
                proposal.patch() == null
                        ? Words.of("review.applyNone")
                        : Words.of(
                                "review.apply",
                                DecisionsViewModel.toApply(proposal).size());
        };
    }

    private void work() {
        Proposal proposal = model.shown();
        gates.setText(
                proposal == null
                        ? ""
                        : proposal.gates().stream().map(ReviewFoot::gate).collect(Collectors.joining("   ")));
        tail.setText(proposal == null ? "" : tail(proposal));
        boolean something = !busy.getText().isEmpty() || !gates.getText().isEmpty();
        working.setVisible(something);
        working.setManaged(something);
    }

    private static String gate(GateOutcome gate) {
        String state = Words.orItself("review.gate.", gate.state());
        return Words.of(
                gate.isolated() || NOT_BEGUN.contains(gate.state()) ? "review.gate" : "review.gate.open",
                ReviewWords.drawn(gate.name()),
                gate.durationMillis() == 0
                        ? state
                        : Words.of("review.gate.time", state, Times.span(gate.durationMillis())));
    }

    /// The last words of the gate that runs.
    private static String tail(Proposal proposal) {
        return proposal.gates().stream()
                .filter(gate -> gate.state().equals("RUNNING"))
                .flatMap(gate -> gate.output().lines().skip(1).filter(line -> !line.isBlank()))
                .reduce((before, last) -> last)
                .map(ReviewWords::drawn)
                .orElse("");
    }

    private void say(@Nullable Notice notice) {
        message.getChildren().clear();
        if (notice != null) {
            message.getChildren().add(NoticeLine.of(notice, model.decisions()::dismiss));
        }
        message.setManaged(notice != null);
    }
}
