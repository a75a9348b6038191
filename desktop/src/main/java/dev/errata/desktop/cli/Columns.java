package dev.errata.desktop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Rows of text, aligned in columns.
final class Columns {
    private static final int WIDEST = 48;
    private static final Pattern CODE = Pattern.compile(" \\[ERR-[A-Z]+-\\d{3}]$");

    private final List<List<String>> rows = new ArrayList<>();

    /// Adds a row; a cell that is too long ends in an ellipsis.
    Columns row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(shorten(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /// Adds a row whose last cell is shown whole, however long it is.
    Columns open(Object... cells) {
        row(cells);
        List<String> row = rows.getLast();
        row.set(row.size() - 1, line(String.valueOf(cells[cells.length - 1])));
        return this;
    }

    /// Adds a name and its whole value.
    Columns pair(String name, Object value) {
        rows.add(List.of(name, line(String.valueOf(value))));
        return this;
    }

    /// Text in one line, cut where it is too long; a problem's code at its end stays, as people quote it.
    static String shorten(String text) {
        String line = line(text);
        Matcher code = CODE.matcher(line);
        int whole = code.find() ? code.start() : line.length();
        int end = line.offsetByCodePoints(0, Math.min(WIDEST, line.codePointCount(0, whole)));
        return end < whole ? line.substring(0, end) + "…" + line.substring(whole) : line;
    }

    /// Text in one line, so that content can never forge a row.
    private static String line(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
