package dev.errata.desktop.cli;

import java.util.List;
import java.util.stream.Collectors;

/// Rows as CSV (RFC 4180), safe to be opened as a spreadsheet: a cell that a spreadsheet would take for a formula gets
/// an apostrophe before it.
///
/// **Source:** RFC 4180; OWASP, "CSV Injection".
final class CsvText {
    private CsvText() {}

    static String line(List<String> cells) {
        return cells.stream().map(CsvText::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = formula || safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
