package dev.errata.desktop.traffic;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// The Traffic screen: list above, the selected exchange below.
///
/// **Thread:** the FX thread.
public final class TrafficView implements Screen {
    private final TrafficViewModel model;
    private final TrafficTable table;
    private final TrafficDetail detail;
    private final SplitPane split = new SplitPane();
    private final StackPane node = new StackPane();
    private final Node first;
    private final List<Command> commands;

    /// @param address where clients find Errata, for the first steps
    /// @param openRule leads to a rule on the Rules screen
    public TrafficView(TrafficViewModel model, ObservableValue<String> address, LongConsumer openRule) {
        this.model = model;
        table = new TrafficTable(model);
        table.node()
                .setPlaceholder(
                        Empty.of(Feather.FILTER, Words.of("traffic.nofit.title"), Words.of("traffic.nofit.text")));
        detail = new TrafficDetail(model, openRule);
        split.setId("traffic-split");
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().addAll(table.node(), detail.node());
        split.setDividerPositions(0.45);
        first = FirstSteps.of(address);
        node.getChildren().addAll(split, first);
        InvalidationListener swap = change -> {
            boolean begins = model.anything() && !split.isVisible();
            split.setVisible(model.anything());
            first.setVisible(!model.anything());
            if (begins && first.lookup(":focused") != null) {
                table.node().requestFocus();
            }
        };
        model.all().addListener(swap);
        swap.invalidated(model.all());
        commands = List.of(
                Command.of(
                        "traffic.follow",
                        Feather.CHEVRONS_UP,
                        "Shortcut+L",
                        () -> model.follow().set(!model.follow().get())),
                Command.of("traffic.next", Feather.CHEVRON_RIGHT, "F8", () -> detail.step(1)),
                Command.of("traffic.previous", Feather.CHEVRON_LEFT, "Shift+F8", () -> detail.step(-1)),
                Command.of("traffic.newest", Feather.ARROW_UP, "Alt+Home", this::newest));
    }

    private void newest() {
        model.selectNewest();
        table.node().scrollTo(0);
    }

    /// The table, for remembering its columns.
    public TableView<?> table() {
        return table.node();
    }

    public SplitPane split() {
        return split;
    }

    @Override
    public String id() {
        return "traffic";
    }

    @Override
    public Feather icon() {
        return Feather.ACTIVITY;
    }

    @Override
    public Parent node() {
        return node;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public List<Node> actions() {
        var follow = new ToggleButton(Words.of("traffic.follow"), Icons.of(Feather.CHEVRONS_UP));
        follow.setId("traffic-follow");
        follow.setTooltip(new Tooltip(commands.getFirst().tip()));
        follow.selectedProperty().bindBidirectional(model.follow());
        return List.of(follow);
    }

    @Override
    public Optional<StringProperty> filter() {
        return Optional.of(model.filter());
    }

    @Override
    public void shown() {
        Node copy = first.lookup("#first-copy-base");
        if (model.anything() || copy == null) {
            table.node().requestFocus();
        } else {
            copy.requestFocus();
        }
    }

    @Override
    public boolean back() {
        if (!model.filter().get().isEmpty()) {
            model.filter().set("");
            return true;
        }
        return false;
    }
}
