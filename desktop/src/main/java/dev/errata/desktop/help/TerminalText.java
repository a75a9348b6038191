package dev.errata.desktop.help;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// Markdown as plain text for a terminal of any width from 100 columns, without escape sequences, so that it can be
/// piped.
public final class TerminalText {
    private static final int WIDTH = 100;

    private final List<String> lines = new ArrayList<>();

    private TerminalText() {}

    /// The text of a page of Markdown.
    public static String of(String markdown) {
        Parser parser =
                Parser.builder().extensions(List.of(TablesExtension.create())).build();
        TerminalText text = new TerminalText();
        text.blocks(parser.parse(markdown), "");
        while (!text.lines.isEmpty() && text.lines.getLast().isEmpty()) {
            text.lines.removeLast();
        }
        return String.join(System.lineSeparator(), text.lines);
    }

    private void blocks(Node parent, String indent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node, indent);
        }
    }

    private void block(Node node, String indent) {
        switch (node) {
            case Heading heading -> heading(heading, indent);
            case Paragraph paragraph -> {
                wrap(inline(paragraph), indent, indent);
                gap();
            }
            case FencedCodeBlock code -> code(code.getLiteral(), indent);
            case IndentedCodeBlock code -> code(code.getLiteral(), indent);
            case ListBlock list -> list(list, indent);
            case TableBlock table -> table(table, indent);
            default -> blocks(node, indent);
        }
    }

    private void heading(Heading heading, String indent) {
        String title = inline(heading);
        lines.add(indent + title);
        lines.add(indent + (heading.getLevel() == 1 ? "=" : "-").repeat(title.length()));
    }

    private void code(String literal, String indent) {
        literal.stripTrailing().lines().forEach(line -> lines.add((indent + "    " + line).stripTrailing()));
        gap();
    }

    private void list(ListBlock list, String indent) {
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            String marker = list instanceof BulletList ? "- " : number++ + ". ";
            String first = indent + marker;
            String rest = indent + " ".repeat(marker.length());
            for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
                if (child instanceof Paragraph paragraph) {
                    wrap(inline(paragraph), first, rest);
                } else {
                    block(child, rest);
                }
                first = rest;
            }
        }
        gap();
    }

    /// Rows whose cells fit stand in columns; a wide table becomes one paragraph a row, so that nothing is cut off.
    private void table(TableBlock table, String indent) {
        List<List<String>> rows = new ArrayList<>();
        rows(table, rows);
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int i = 0; i < Math.min(widths.length, row.size()); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        int total = indent.length();
        for (int width : widths) {
            total += width + 2;
        }
        for (int r = 0; r < rows.size(); r++) {
            List<String> row = rows.get(r);
            if (total <= WIDTH + 2) {
                StringBuilder line = new StringBuilder(indent);
                for (int i = 0; i < row.size(); i++) {
                    line.append(row.get(i))
                            .append(" ".repeat(widths[i] - row.get(i).length() + 2));
                }
                lines.add(line.toString().stripTrailing());
            } else if (r > 0) {
                tall(rows.getFirst(), row, indent);
            }
        }
        gap();
    }

    private void tall(List<String> head, List<String> row, String indent) {
        lines.add(indent + row.getFirst());
        for (int i = 1; i < row.size(); i++) {
            wrap(head.get(i) + ": " + row.get(i), indent + "    ", indent + "      ");
        }
    }

    private static void rows(Node parent, List<List<String>> into) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableRow row) {
                List<String> cells = new ArrayList<>();
                for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
                    cells.add(cell instanceof TableCell ? inline(cell) : "");
                }
                into.add(cells);
            } else {
                rows(node, into);
            }
        }
    }

    private static String inline(Node parent) {
        StringBuilder text = new StringBuilder();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text plain -> text.append(plain.getLiteral());
                case Code code -> text.append(code.getLiteral());
                case SoftLineBreak soft -> text.append(' ');
                case HardLineBreak hard -> text.append(' ');
                case Link link ->
                    text.append(inline(link))
                            .append(" (")
                            .append(link.getDestination())
                            .append(')');
                default -> text.append(inline(node));
            }
        }
        return text.toString();
    }

    private void wrap(String text, String first, String rest) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
    }

    private void gap() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
            lines.add("");
        }
    }
}
