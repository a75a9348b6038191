package dev.errata.desktop.traffic;

import dev.errata.desktop.fx.Empty;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Words;
import dev.errata.desktop.text.Mark;
import dev.errata.desktop.text.MarkedText;
import dev.errata.desktop.text.SideBySide;
import dev.errata.proxy.exchange.ExchangeSnapshot;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The exchange that is looked at: its texts with every rewrite marked, its request, its time.
final class TrafficDetail {
    private final StackPane node = new StackPane();
    private final Label why = new Label();
    private final Label head = new Label();
    private final MarkedText corrected = MarkedText.readOnly("traffic-corrected", Words.of("traffic.tab.corrected"));
    private final MarkedText raw = MarkedText.readOnly("traffic-raw", Words.of("traffic.tab.raw"));
    private final MarkedText request = MarkedText.readOnly("traffic-request", Words.of("traffic.tab.request"));
    private final SideBySide both =
            new SideBySide("traffic-both", Words.of("traffic.side.raw"), Words.of("traffic.side.sent"));
    private final Timeline timeline = new Timeline();
    private final TabPane tabs = new TabPane();
    private final Label about = new Label();
    private final Hyperlink open = new Hyperlink();
    private final LongConsumer openRule;

    /// @param openRule leads to a rule's place on the Rules screen
    TrafficDetail(TrafficViewModel model, LongConsumer openRule) {
        this.openRule = openRule;
        var empty = Empty.of(Feather.MOUSE_POINTER, Words.of("traffic.none.title"), Words.of("traffic.none.text"));
        var content = content();
        node.getChildren().addAll(empty, content);
        model.shown().subscribe(shown -> {
            empty.setVisible(shown == null);
            content.setVisible(shown != null);
            if (shown != null) {
                show(shown);
            }
        });
        for (MarkedText text : List.of(corrected, raw, both.left(), both.right())) {
            text.current().subscribe(this::tell);
        }
        tabs.getSelectionModel().selectedIndexProperty().subscribe(index -> tell(null));
    }

    Node node() {
        return node;
    }

    TabPane tabs() {
        return tabs;
    }

    /// Goes to the next rewrite (+1) or the one before (-1) in the text that is shown.
    void step(int by) {
        switch (tabs.getSelectionModel().getSelectedIndex()) {
            case 1 -> raw.step(by);
            case 2 -> both.right().step(by);
            default -> {
                tabs.getSelectionModel().select(0);
                corrected.step(by);
            }
        }
    }

    private VBox content() {
        tabs.setId("traffic-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getTabs()
                .addAll(
                        tab("corrected", corrected.node()),
                        tab("raw", raw.node()),
                        tab("side", both.node()),
                        tab("request", request.node()),
                        tab("timeline", timeline.node()));
        VBox.setVgrow(tabs, Priority.ALWAYS);
        why.setId("traffic-why");
        why.setWrapText(true);
        head.getStyleClass().addAll("caption", "muted");
        head.setMinWidth(0);
        var lines = new HBox(why, Gaps.wide(), head);
        lines.getStyleClass().add("detail-head");
        lines.setAlignment(Pos.CENTER_LEFT);
        about.setId("traffic-about");
        open.setId("traffic-open-rule");
        var strip = new HBox(about, Gaps.wide(), open);
        strip.setAlignment(Pos.CENTER_LEFT);
        strip.getStyleClass().add("strip");
        tell(null);
        return new VBox(lines, tabs, strip);
    }

    private void show(Shown shown) {
        AnswerText answer = shown.answer();
        corrected.show(answer.sent(), answer.sentMarks());
        raw.show(answer.raw(), answer.rawMarks());
        both.show(answer.raw(), answer.rawMarks(), answer.sent(), answer.sentMarks());
        request.show(shown.request(), List.of());
        ExchangeSnapshot snapshot = shown.detail().snapshot();
        timeline.show(snapshot);
        why.setText(shown.why());
        head.setText(Words.of("traffic.head", snapshot.method(), snapshot.path(), snapshot.upstream()));
        tell(corrected.current().get());
    }

    private void tell(@Nullable Mark mark) {
        about.getStyleClass().remove("muted");
        open.setVisible(mark != null);
        if (mark == null) {
            about.setText(Words.of("traffic.strip"));
            about.getStyleClass().add("muted");
        } else {
            about.setText(mark.about());
            open.setText(Words.of("traffic.open", Long.toString(mark.subject())));
            open.setOnAction(event -> openRule.accept(mark.subject()));
        }
    }

    private static Tab tab(String key, Node content) {
        var tab = new Tab(Words.of("traffic.tab." + key), content);
        tab.setId("traffic-tab-" + key);
        return tab;
    }
}
