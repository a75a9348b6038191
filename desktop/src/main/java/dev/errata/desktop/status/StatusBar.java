package dev.errata.desktop.status;

import dev.errata.desktop.desk.ModelServersView;
import dev.errata.desktop.desk.ModelServersView.ModelServer;
import dev.errata.desktop.desk.ModelServersView.State;
import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Times;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.correction.Correction;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.value.ObservableIntegerValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The line at the foot of the window: every item is a button that leads somewhere or does its one thing.
///
/// **Thread:** the FX thread.
public final class StatusBar {
    private final HBox node = new HBox();
    private final SplitMenuButton correction = new SplitMenuButton();
    private final Button address = flat("status-address");
    private final Button listener = flat("status-listener");
    private final Button upstream = flat("status-upstream");
    private final Button rules = flat("status-rules");
    private final Button today = flat("status-today");

    /// @param open leads to the screen of that id
    /// @param rejected shows the rows that were not loaded
    public StatusBar(StatusViewModel model, Consumer<String> open, Runnable rejected) {
        node.setId("status-bar");
        node.getStyleClass().add("status-bar");
        node.setAlignment(Pos.CENTER_LEFT);
        correction.setId("status-correction");
        correction.getStyleClass().add("flat");
        correction.setOnAction(event -> model.toggleCorrection());
        correction.getItems().addAll(pause(15, model), pause(60, model));
        listener.setOnAction(event -> model.toggleListener());
        upstream.setOnAction(event -> open.accept("settings"));
        today.setOnAction(event -> open.accept("audit"));
        rules.setOnAction(event -> {
            open.accept("rules");
            DeskStatus now = model.status().get();
            if (now != null && now.rejected() > 0) {
                rejected.run();
            }
        });
        address.setOnAction(event -> {
            DeskStatus now = model.status().get();
            if (now != null) {
                Copying.text(now.url());
            }
        });
        // Where room is short, the model's name goes first; what can be switched stays readable.
        List.of(correction, address, listener, rules).forEach(item -> item.setMinWidth(Region.USE_PREF_SIZE));
        upstream.setMinWidth(80);
        today.setMinWidth(60);
        node.getChildren().addAll(correction, address, listener, upstream, Gaps.wide(), rules, today);
        model.status().subscribe(this::show);
    }

    /// Adds how many proposals wait for a person; the button leads there.
    public void review(ObservableIntegerValue count, Runnable open) {
        var review = flat("status-review");
        review.setMinWidth(Region.USE_PREF_SIZE);
        review.setTooltip(new Tooltip(Words.of("status.review.tip")));
        review.setOnAction(event -> open.run());
        count.subscribe(number -> {
            review.setText(Words.of("status.review", number.intValue()));
            review.setGraphic(number.intValue() == 0 ? null : icon(Feather.GIT_PULL_REQUEST, "icon-accent"));
        });
        node.getChildren().add(review);
    }

    public Node node() {
        return node;
    }

    private void show(@Nullable DeskStatus now) {
        node.setVisible(now != null);
        if (now == null) {
            return;
        }
        correction(now.correction());
        address.setText(now.address());
        address.setGraphic(Icons.of(Feather.COPY));
        address.setTooltip(new Tooltip(Words.of("status.copy", now.url())));
        address.setAccessibleText(Words.of("status.copy", now.url()));
        boolean listening = now.listener().listening();
        Icons.name(
                listener,
                listening ? Feather.PAUSE_CIRCLE : Feather.PLAY_CIRCLE,
                Words.of(listening ? "status.stop" : "status.start"),
                Words.of(listening ? "status.stop.tip" : "status.start.tip"));
        listener.setText(listening ? "" : Words.of("status.stopped"));
        upstream(now.servers());
        rules.setText(
                now.rejected() == 0
                        ? Words.of("status.rules", now.rules())
                        : Words.of("status.rulesOf", now.rules(), now.rules() + now.rejected()));
        rules.setGraphic(now.rejected() == 0 ? null : icon(Feather.ALERT_TRIANGLE, "icon-warning"));
        rules.setTooltip(new Tooltip(
                now.rejected() == 0 ? Words.of("status.rules.tip") : Words.of("status.rejected.tip", now.rejected())));
        today.setText(Words.of("status.today", now.today()));
        today.setTooltip(new Tooltip(Words.of("status.today.tip")));
    }

    private void correction(Correction state) {
        switch (state) {
            case Correction.On() -> correction(Words.of("status.on"), "dot-good", "status.on.tip");
            case Correction.Off() -> correction(Words.of("status.off"), "dot-bad", "status.off.tip");
            case Correction.Paused(var until) ->
                correction(Words.of("status.paused", Times.clock(until)), "dot-warn", "status.off.tip");
        }
    }

    private void correction(String text, String dot, String tip) {
        correction.setText(text);
        correction.setGraphic(dot(dot));
        correction.setTooltip(new Tooltip(Words.of(tip)));
    }

    private void upstream(ModelServersView servers) {
        ModelServer server = servers.current();
        String state = switch (server.state()) {
            case UNKNOWN -> Words.of("server.unknown");
            case UP -> Words.of("server.up");
            case AWAY -> Words.of("server.away");
        };
        upstream.setGraphic(dot(
                switch (server.state()) {
                    case UNKNOWN -> "dot-warn";
                    case UP -> server.practice() ? "dot-warn" : "dot-good";
                    case AWAY -> "dot-bad";
                }));
        String model = server.model();
        upstream.setText(
                server.practice()
                        ? Words.of("status.practiceServer", state)
                        : Words.of(
                                "status.server",
                                server.name(),
                                Integer.toString(server.address().getPort()),
                                state,
                                model == null ? "" : "  " + model));
        upstream.setTooltip(new Tooltip(tip(servers)));
    }

    /// What a person asks of the servers in use: where they are, and of each that is not well, why.
    private static String tip(ModelServersView servers) {
        var tip = new StringBuilder(
                Words.of("status.server.tip", servers.current().address()));
        Stream.concat(Stream.of(servers.current()), servers.byModel().stream())
                .filter(server ->
                        server.state() == State.AWAY || servers.byModel().contains(server))
                .forEach(server -> tip.append(System.lineSeparator())
                        .append(
                                server.reason().isEmpty()
                                        ? Words.of("status.server.one", server.address())
                                        : Words.of("status.server.why", server.address(), server.reason())));
        return tip.toString();
    }

    private static MenuItem pause(int minutes, StatusViewModel model) {
        var item = new MenuItem(Words.of("status.pause", minutes));
        item.setOnAction(event -> model.pause(minutes));
        return item;
    }

    private static Node icon(Feather feather, String style) {
        var icon = Icons.of(feather);
        icon.getStyleClass().add(style);
        return icon;
    }

    /// A dot whose shape tells the state too, for those who do not see its colour.
    private static Region dot(String style) {
        var dot = new Region();
        dot.getStyleClass().setAll(List.of("dot", style));
        return dot;
    }

    private static Button flat(String id) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().add("flat");
        return button;
    }
}
