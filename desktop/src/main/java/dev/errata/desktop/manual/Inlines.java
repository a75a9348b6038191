package dev.errata.desktop.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/// What stands inside a paragraph: words, strong and stressed words, code, links.
final class Inlines {
    private final Consumer<String> follow;

    Inlines(Consumer<String> follow) {
        this.follow = follow;
    }

    TextFlow flow(Node parent) {
        var flow = new TextFlow();
        flow.getStyleClass().add("manual-text");
        add(parent, flow, List.of());
        return flow;
    }

    private void add(Node parent, TextFlow flow, List<String> styles) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case org.commonmark.node.Text text -> flow.getChildren().add(text(text.getLiteral(), styles));
                case SoftLineBreak line -> flow.getChildren().add(text(" ", styles));
                case HardLineBreak line -> flow.getChildren().add(text("\n", styles));
                case Code code -> flow.getChildren().add(code(code.getLiteral()));
                case StrongEmphasis strong -> add(strong, flow, with(styles, "manual-strong"));
                case Emphasis stressed -> add(stressed, flow, with(styles, "manual-stressed"));
                case Link link -> flow.getChildren().add(link(link));
                default -> add(node, flow, styles);
            }
        }
    }

    private static Text text(String words, List<String> styles) {
        var text = new Text(words);
        text.getStyleClass().addAll(styles);
        return text;
    }

    private static javafx.scene.Node code(String words) {
        if (words.length() > 48) {
            // A label does not break; long code must.
            return text(words, List.of("mono", "manual-long-code"));
        }
        var label = new Label(words);
        label.getStyleClass().addAll("mono", "manual-inline-code");
        return label;
    }

    private javafx.scene.Node link(Link link) {
        var words = new StringBuilder();
        collect(link, words);
        var node = new Hyperlink(words.toString());
        node.setTooltip(new Tooltip(link.getDestination()));
        node.setOnAction(event -> follow.accept(link.getDestination()));
        return node;
    }

    private static void collect(Node parent, StringBuilder words) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case org.commonmark.node.Text text -> words.append(text.getLiteral());
                case Code code -> words.append(code.getLiteral());
                default -> collect(node, words);
            }
        }
    }

    private static List<String> with(List<String> styles, String more) {
        var all = new ArrayList<>(styles);
        all.add(more);
        return List.copyOf(all);
    }
}
