package dev.errata.desktop.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `errata tokens`: what was used, by whom, when, and what it cost.
@Command(
        name = "tokens",
        description = {
            "Shows how many tokens were used, as the model servers counted them.",
            "Estimated ones are in the sums and named beside them."
        })
final class TokensCommand implements Callable<Integer> {
    private static final List<String> FIELDS = List.of(
            "exchanges",
            "input_tokens",
            "cached_tokens",
            "output_tokens",
            "reasoning_tokens",
            "estimated_tokens",
            "cost");

    private final Session session;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "day",
            description = "day, model, session or client. Default: ${DEFAULT-VALUE}.")
    private String by = "day";

    @Option(names = "--from", paramLabel = "DAY", description = "First day, such as 2026-01-31.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day.")
    private @Nullable String to;

    @Option(names = "--csv", description = "Answer as CSV.")
    private boolean csv;

    TokensCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("by", List.of(by));
        if (from != null) {
            query.put("from", List.of(from));
        }
        if (to != null) {
            query.put("to", List.of(to));
        }
        return session.read(
                routes -> session.show(routes.handle(Session.get("tokens", query)), csv ? this::table : this::words));
    }

    private String table(JsonNode body) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        List<String> head = new ArrayList<>(List.of(body.path("by").asString("")));
        head.addAll(FIELDS);
        lines.add(CsvText.line(head));
        for (JsonNode row : body.path("rows")) {
            List<String> cells = new ArrayList<>(List.of(row.path("key").asString("")));
            FIELDS.forEach(field -> cells.add(row.path(field).asString("")));
            lines.add(CsvText.line(cells));
        }
        return lines.toString();
    }

    private String words(JsonNode body) {
        Columns table = new Columns()
                .row(
                        body.path("by").asString("").toUpperCase(Locale.ROOT),
                        "EXCHANGES",
                        "INPUT",
                        "CACHED",
                        "OUTPUT",
                        "REASONING",
                        "ESTIMATED",
                        "COST");
        body.path("rows").forEach(row -> row(table, row.path("key").asString(""), row));
        row(table, "total", body.path("total"));
        StringBuilder text = new StringBuilder(table.toString());
        for (JsonNode budget : body.path("budgets")) {
            text.append(System.lineSeparator())
                    .append("budget of ")
                    .append(Columns.shorten(budget.path("scope").asString("") + " "
                            + budget.path("key").asString("")))
                    .append(": ")
                    .append(budget.path("used").asLong())
                    .append(" of ")
                    .append(budget.path("limit").asLong());
        }
        return text.toString();
    }

    private static void row(Columns table, String key, JsonNode row) {
        table.row(
                key.isEmpty() ? "(none)" : key,
                row.path("exchanges").asLong(),
                row.path("input_tokens").asLong(),
                row.path("cached_tokens").asLong(),
                row.path("output_tokens").asLong(),
                row.path("reasoning_tokens").asLong(),
                row.path("estimated_tokens").asLong(),
                row.path("cost").asString("-"));
    }
}
