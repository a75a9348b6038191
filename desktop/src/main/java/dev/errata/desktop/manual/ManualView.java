package dev.errata.desktop.manual;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.command.Screen;
import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Notice;
import dev.errata.desktop.fx.Notices;
import dev.errata.desktop.fx.Words;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Help screen: topics at the left, the page at the right.
///
/// **Thread:** the FX thread.
public final class ManualView implements Screen {
    private final ManualViewModel model;
    private final Notices notices;
    private final ListView<ManualTopic> list = new ListView<>();
    private final ScrollPane page = new ScrollPane();
    private final SplitPane split = new SplitPane();
    private final MarkdownNodes nodes = new MarkdownNodes(this::follow);
    private final List<Command> commands;

    public ManualView(ManualViewModel model, Notices notices) {
        this.model = model;
        this.notices = notices;
        commands = List.of(Command.of("help.back", Feather.ARROW_LEFT, "Alt+Left", model::back));
        list.setId("help-topics");
        list.getStyleClass().addAll("dense", "topics");
        list.setItems(model.fitting());
        list.setCellFactory(view -> new TopicCell());
        list.setPlaceholder(Empty.of(Feather.SEARCH, Words.of("manual.none.title"), Words.of("manual.none.text")));
        list.getSelectionModel().selectedItemProperty().addListener((value, from, to) -> {
            if (to != null) {
                model.topic().set(to);
            }
        });
        page.setId("help-page");
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.getStyleClass().add("plain-scroll");
        split.setId("help-split");
        split.getItems().addAll(list, page);
        SplitPane.setResizableWithParent(list, false);
        split.setDividerPositions(0.24);
        model.topic().subscribe(this::show);
    }

    private void show(@Nullable ManualTopic topic) {
        if (topic != null) {
            page.setContent(nodes.render(topic.markdown()));
            page.setVvalue(0);
            list.getSelectionModel().select(topic);
        }
    }

    private void follow(String link) {
        if (!model.follow(link)) {
            // Errata opens no browser: the address goes where the person wants it.
            Copying.text(link);
            notices.post(Notice.info(Words.of("manual.copied", link)));
        }
    }

    public SplitPane split() {
        return split;
    }

    @Override
    public String id() {
        return "help";
    }

    @Override
    public Feather icon() {
        return Feather.HELP_CIRCLE;
    }

    @Override
    public Parent node() {
        return split;
    }

    @Override
    public List<Command> commands() {
        return commands;
    }

    @Override
    public List<Node> actions() {
        return List.of();
    }

    @Override
    public Optional<StringProperty> filter() {
        return Optional.of(model.search());
    }

    @Override
    public void shown() {
        list.requestFocus();
    }

    @Override
    public boolean back() {
        return model.back();
    }

    private static final class TopicCell extends ListCell<ManualTopic> {
        @Override
        protected void updateItem(@Nullable ManualTopic topic, boolean empty) {
            super.updateItem(topic, empty);
            setText(empty || topic == null ? null : topic.title());
        }
    }
}
