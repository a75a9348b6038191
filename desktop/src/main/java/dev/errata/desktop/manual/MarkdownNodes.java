package dev.errata.desktop.manual;

import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.kordamp.ikonli.feather.Feather;

/// Markdown as nodes: headings, paragraphs, lists, tables, quotes, and code with a button to copy it. No web view: it
/// would bring an engine of its own for text that a few labels can show.
///
/// **Thread:** the FX thread.
final class MarkdownNodes {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final Inlines inlines;

    /// @param follow gets the target of a link that was clicked
    MarkdownNodes(Consumer<String> follow) {
        inlines = new Inlines(follow);
    }

    VBox render(String markdown) {
        var page = new VBox();
        page.getStyleClass().add("manual-page");
        page.getChildren().addAll(blocks(PARSER.parse(markdown)));
        return page;
    }

    private List<Node> blocks(org.commonmark.node.Node parent) {
        var nodes = new ArrayList<Node>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            nodes.add(block(child));
        }
        return nodes;
    }

    private Node block(org.commonmark.node.Node node) {
        return switch (node) {
            case Heading heading -> {
                var flow = inlines.flow(heading);
                flow.getStyleClass().addAll("manual-heading", "manual-h" + Math.min(3, heading.getLevel()));
                yield flow;
            }
            case Paragraph paragraph -> inlines.flow(paragraph);
            case FencedCodeBlock code -> code(code.getLiteral());
            case IndentedCodeBlock code -> code(code.getLiteral());
            case ListBlock list -> list(list);
            case TableBlock table -> table(table);
            case BlockQuote quote -> {
                var box = new VBox();
                box.getStyleClass().add("manual-quote");
                box.getChildren().addAll(blocks(quote));
                yield box;
            }
            case ThematicBreak rule -> new Separator();
            default -> inlines.flow(node);
        };
    }

    private static Node code(String literal) {
        String text = literal.stripTrailing();
        var label = new Label(text);
        label.getStyleClass().add("mono");
        label.setWrapText(true);
        label.setMaxWidth(Double.MAX_VALUE);
        var copy = Icons.name(new Button(), Feather.COPY, Words.of("manual.copy"), Words.of("copy"));
        copy.getStyleClass().addAll("flat", "button-icon");
        copy.setOnAction(event -> Copying.text(text));
        HBox.setHgrow(label, Priority.ALWAYS);
        var line = new HBox(label, copy);
        line.getStyleClass().add("manual-code");
        return line;
    }

    private Node list(ListBlock list) {
        var box = new VBox();
        box.getStyleClass().add("manual-list");
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (var item = list.getFirstChild(); item != null; item = item.getNext()) {
            var marker = new Label(list instanceof BulletList ? "•" : number++ + ".");
            marker.getStyleClass().add("manual-marker");
            var content = new VBox();
            content.getChildren().addAll(blocks(item));
            content.getStyleClass().add("manual-item");
            HBox.setHgrow(content, Priority.ALWAYS);
            box.getChildren().add(new HBox(marker, content));
        }
        return box;
    }

    private Node table(TableBlock table) {
        var grid = new GridPane();
        grid.getStyleClass().add("manual-table");
        int row = 0;
        for (var part = table.getFirstChild(); part != null; part = part.getNext()) {
            if (part instanceof TableHead || part instanceof TableBody) {
                for (var line = part.getFirstChild(); line != null; line = line.getNext()) {
                    int column = 0;
                    for (var cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
                        grid.add(cell(cell, part instanceof TableHead), column++, row);
                    }
                    row++;
                }
            }
        }
        for (int column = 0; column < grid.getColumnCount(); column++) {
            var constraint = new ColumnConstraints();
            constraint.setHgrow(column == grid.getColumnCount() - 1 ? Priority.ALWAYS : Priority.SOMETIMES);
            constraint.setMinWidth(60);
            grid.getColumnConstraints().add(constraint);
        }
        return grid;
    }

    private Node cell(org.commonmark.node.Node content, boolean head) {
        var flow = inlines.flow(content);
        var cell = new StackPane(flow);
        cell.getStyleClass().add(head ? "manual-th" : "manual-td");
        cell.setMaxHeight(Double.MAX_VALUE);
        GridPane.setValignment(cell, VPos.TOP);
        return cell;
    }
}
