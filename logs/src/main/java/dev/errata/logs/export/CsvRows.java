package dev.errata.logs.export;

import dev.errata.logs.read.JournalRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Records as rows: what most have in columns of their own, the rest as JSON in the last.
///
/// A spreadsheet computes a cell that begins with `=`, `+`, `-`, `@` or a tab; what a model or a client wrote must not
/// be
/// computed. Such a text gets an apostrophe before it, and every cell stands between quotes.
///
/// **Source:** RFC 4180; OWASP, "CSV Injection".
///
/// @param out gets the rows
record CsvRows(Writer out) implements JournalExport.Form {
    private static final List<String> NAMES = List.of("exchange", "client", "wire", "model", "status", "outcome");
    private static final Set<String> FRAME = Set.of("seq", "ts", "type", "prev", "hash");
    private static final String COMPUTED = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    @Override
    public void begin() throws IOException {
        List<String> head = new ArrayList<>(List.of("seq", "ts", "type"));
        head.addAll(NAMES);
        head.addAll(List.of("rules", "corrections", "detail"));
        row(head);
    }

    @Override
    public boolean write(JournalRecord record) throws IOException {
        JsonNode body = record.body();
        List<String> cells = new ArrayList<>();
        cells.add(Long.toString(record.seq()));
        cells.add(body.path("ts").asString(""));
        cells.add(record.type());
        NAMES.forEach(name -> cells.add(text(body.path(name))));
        cells.add(rules(body));
        cells.add(
                body.path("rewrites").isArray()
                        ? Integer.toString(body.path("rewrites").size())
                        : "");
        cells.add(detail(body));
        row(cells);
        return true;
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private void row(List<String> cells) throws IOException {
        out.write(cells.stream().map(CsvRows::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    static String cell(String text) {
        String seen = text.stripLeading(); // some pass over blanks before they look
        boolean computed = begins(text) || begins(seen);
        return '"' + (computed ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    private static boolean begins(String text) {
        return !text.isEmpty() && COMPUTED.indexOf(text.charAt(0)) >= 0;
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asString("");
    }

    private static String rules(JsonNode body) {
        var rules = new TreeSet<Long>();
        add(body, rules);
        body.path("rewrites").forEach(each -> add(each, rules));
        body.path("observed").forEach(each -> add(each, rules));
        return rules.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static void add(JsonNode node, Set<Long> rules) {
        if (node.path("rule").isIntegralNumber()) {
            rules.add(node.path("rule").asLong());
        }
    }

    private static String detail(JsonNode body) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (var field : body.properties()) {
            if (!FRAME.contains(field.getKey()) && !NAMES.contains(field.getKey())) {
                rest.set(field.getKey(), field.getValue());
            }
        }
        return rest.isEmpty() ? "" : rest.toString();
    }
}
