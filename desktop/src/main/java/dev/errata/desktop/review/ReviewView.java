package dev.errata.desktop.review;

import dev.errata.desktop.command.Buttons;
import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.Proposal;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Review screen: queue and files at the left, the hunks at the right, verdict and decisions at the foot.
///
/// **Thread:** the FX thread.
public final class ReviewView implements Screen {
    private static final int FRAMES_UNTIL_SEEN = 2;

    private final ReviewViewModel model;
    private final ReviewCommands commands;
    private final DiffView diff;
    private final ReviewHead head;
    private final ReviewFoot foot;
    private final QuestionBox question;
    private final QueueList queue;
    private final KeySheet keys;
    private final SplitPane split = new SplitPane();
    private final SplitPane lists = new SplitPane();
    private final StackPane node = new StackPane();
    private final Node first;
    private final Node detail;
    private final Arming arming = new Arming();
    private Subscription wide = Subscription.EMPTY;

    /// @param address where agents find Errata, for the empty state
    public ReviewView(ReviewViewModel model, ObservableValue<String> address) {
        this.model = model;
        commands = new ReviewCommands(model, new Work());
        diff = new DiffView(model, List.of(commands.accept, commands.reject, commands.edit, commands.comment));
        head = new ReviewHead(model);
        question = new QuestionBox(model, this::focusDiff);
        foot = new ReviewFoot(
                model,
                question.node(),
                commands.apply,
                commands.cancel,
                List.of(commands.rollBack, commands.withdraw, commands.drop, commands.rejectAll));
        queue = new QueueList(model.queue());
        keys = new KeySheet(commands.all());
        first = FirstProposal.of(address);
        first.managedProperty().bind(first.visibleProperty());
        lists.setId("review-lists");
        lists.setOrientation(Orientation.VERTICAL);
        lists.getItems().addAll(queue.node(), new FileTree(model.cursor()).node());
        lists.setDividerPositions(0.55);
        split.setId("review-split");
        detail = detail();
        split.getItems().addAll(lists, detail);
        split.setDividerPositions(0.26);
        SplitPane.setResizableWithParent(lists, false);
        node.getChildren().addAll(split, first, fault(), keys.node(), new PolicySheet(model.policies()).node());
        node.sceneProperty().subscribe(scene -> {
            wide.unsubscribe();
            wide = Subscription.EMPTY;
            if (scene == null) {
                model.cursor().disarm();
                arming.stop();
            } else {
                wide = scene.widthProperty().subscribe(width -> diff.width(width.doubleValue()));
            }
        });
        model.queue().rows().addListener((ListChangeListener<QueueRow>) change -> swap());
        model.queue().filter().subscribe(text -> swap());
        model.cursor().sheet().subscribe(sheet -> arming.begin());
        model.cursor().measured().subscribe(times -> diff.look());
        model.cursor().armed().subscribe(armed -> arming.begin());
        model.queue().selected().subscribe(row -> {
            // What comes up must not be answered by a key that was meant for what was there before. Where a focused
            // node went, the toolkit hands the focus on to the next one, whatever that does, so once more afterwards.
            settle();
            Platform.runLater(this::settle);
        });
        swap();
    }

    private void swap() {
        boolean anything =
                !model.queue().rows().isEmpty() || !model.queue().filter().get().isEmpty();
        split.setVisible(anything);
        first.setVisible(!anything);
    }

    private Node detail() {
        var none = Empty.of(Feather.HELP_CIRCLE, Words.of("review.noPatch.title"), Words.of("review.noPatch.text"));
        var middle = new StackPane(diff.node(), none);
        middle.setMinSize(0, 0);
        model.cursor().shown().subscribe(proposal -> {
            boolean hunks = proposal != null && proposal.patch() != null;
            diff.node().setVisible(hunks);
            none.setVisible(!hunks);
        });
        var pane = new BorderPane(middle);
        pane.setTop(head.node());
        pane.setBottom(foot.node());
        pane.setMinSize(0, 0);
        none.managedProperty().bind(none.visibleProperty());
        var nothing = Empty.of(Feather.MOUSE_POINTER, Words.of("review.none.title"), Words.of("review.none.text"));
        model.cursor().shown().subscribe(proposal -> {
            pane.setVisible(proposal != null);
            nothing.setVisible(proposal == null);
        });
        return new StackPane(nothing, pane);
    }

    private Node fault() {
        var label = new Label();
        label.setId("review-fault");
        label.setWrapText(true);
        label.setGraphic(Icons.of(Feather.ALERT_TRIANGLE));
        label.textProperty().bind(model.queue().fault().map(why -> Words.of("review.unread", why)));
        var line = new VBox(label);
        line.getStyleClass().addAll("message", "message-warning");
        line.setMaxHeight(VBox.USE_PREF_SIZE);
        line.visibleProperty().bind(model.queue().fault().isNotEmpty());
        StackPane.setAlignment(line, Pos.TOP_CENTER);
        return line;
    }

    /// Takes the focus away from every button of a proposal, and from what is not seen any more.
    private void settle() {
        Node owner = node.getScene() == null ? null : node.getScene().getFocusOwner();
        boolean inside = owner != null && detail.lookupAll("*").contains(owner);
        boolean gone = inside && (owner instanceof ButtonBase || !diff.node().isVisible());
        if (gone && model.question().get() == null) {
            focusDiff();
        }
    }

    private void focusDiff() {
        Proposal now = model.shown();
        if (now != null && now.patch() != null) {
            diff.focusNode().requestFocus();
        } else {
            queue.node().requestFocus();
        }
    }

    /// What the screen's own commands do.
    private final class Work implements ReviewCommands.Screenwork {
        @Override
        public void layout() {
            diff.toggle();
        }

        @Override
        public void keys() {
            keys.show();
        }

        @Override
        public void bind() {
            head.openBind();
        }

        @Override
        public void answer() {
            question.answer();
        }

        @Override
        public void page(int by) {
            diff.page(by);
        }
    }

    /// Waits for the proposal to be drawn, then for its moment. A pulse comes after each drawing, so the second one
    /// says that it stands there.
    private final class Arming extends AnimationTimer {
        private @Nullable DiffSheet drawn;
        private int frames;

        void begin() {
            if (node.getScene() != null && model.cursor().arming()) {
                start();
            }
        }

        @Override
        public void handle(long now) {
            DiffSheet sheet = model.cursor().sheet().get();
            Proposal shown = model.shown();
            if (sheet == null || shown == null || !sheet.proposal().equals(shown.id())) {
                stop();
                return;
            }
            frames = sheet.equals(drawn) ? frames + 1 : 0;
            drawn = sheet;
            if (frames >= FRAMES_UNTIL_SEEN) {
                diff.look();
                model.cursor().drawn();
                model.cursor().tick();
                if (model.cursor().ripe()) {
                    stop();
                }
            }
        }
    }

    /// How the sides of a diff stand, for remembering it.
    public StringProperty layout() {
        return diff.layout();
    }

    /// The splits, for remembering them.
    public List<SplitPane> splits() {
        return List.of(split, lists);
    }

    @Override
    public String id() {
        return "review";
    }

    @Override
    public Feather icon() {
        return Feather.GIT_PULL_REQUEST;
    }

    @Override
    public Parent node() {
        return node;
    }

    @Override
    public List<Command> commands() {
        return commands.all();
    }

    @Override
    public List<Node> actions() {
        var decided = new ToggleButton(Words.of("review.decided"), Icons.of(Feather.ARCHIVE));
        decided.setId("review-show-decided");
        decided.setTooltip(new Tooltip(command("review.decided").tip()));
        decided.selectedProperty().bindBidirectional(model.queue().decided());
        var sides = Buttons.iconOnly(command("review.layout"));
        var help = Buttons.iconOnly(command("review.keys"));
        var policies = Buttons.iconOnly(command("review.policies"));
        return List.of(decided, sides, policies, help);
    }

    private Command command(String id) {
        return commands.all().stream()
                .filter(command -> command.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<StringProperty> filter() {
        return Optional.of(model.queue().filter());
    }

    @Override
    public Optional<ObservableIntegerValue> waiting() {
        return Optional.of(model.toReview());
    }

    @Override
    public void shown() {
        model.cursor().disarm();
        arming.begin();
        Node copy = first.lookup("#review-copy-mcp");
        if (first.isVisible() && copy != null) {
            copy.requestFocus();
        } else {
            focusDiff();
        }
    }

    private boolean closePolicies() {
        boolean was = model.policies().close();
        if (was) {
            focusDiff();
        }
        return was;
    }

    @Override
    public boolean back() {
        if (keys.close() || closePolicies() || model.cancel()) {
            return true;
        }
        if (model.decisions().message().get() != null) {
            model.decisions().dismiss();
            return true;
        }
        if (!model.queue().filter().get().isEmpty()) {
            model.queue().filter().set("");
            return true;
        }
        return false;
    }
}
