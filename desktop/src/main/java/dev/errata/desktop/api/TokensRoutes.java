package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.session.Budget;
import dev.errata.rules.session.Prices;
import dev.errata.rules.session.SessionBook;
import dev.errata.rules.session.SessionBook.Account;
import dev.errata.rules.session.SessionBook.By;
import dev.errata.rules.session.SessionBook.Period;
import dev.errata.rules.session.TokenSum;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `tokens`: sums by day, model, session or client, what they cost, and how the budgets stand.
///
/// @param prices of now; they count for the past too
/// @param budgets how they stand; empty where nobody serves
public record TokensRoutes(SessionBook book, Supplier<Prices> prices, Supplier<List<Budget>> budgets)
        implements OwnerRoutes {

    @Override
    public Reply handle(Request request) {
        By by;
        Period period;
        try {
            by = By.valueOf(request.parameter("by").orElse("day").toUpperCase(Locale.ROOT));
            period = new Period(
                    request.parameter("from").map(LocalDate::parse).orElse(null),
                    request.parameter("to").map(LocalDate::parse).orElse(null));
        } catch (DateTimeException | IllegalArgumentException e) {
            return ControlError.BAD_REQUEST.reply(
                    "by is day, model, session or client; from and to are days such as 2026-01-31.");
        }
        Prices now = prices.get();
        Map<String, Row> rows = new LinkedHashMap<>();
        Row total = new Row();
        for (Account account : book.tokens(period, by)) {
            Optional<BigDecimal> cost = now.cost(account.model(), account.tokens());
            rows.computeIfAbsent(account.key(), key -> new Row()).add(account, cost);
            total.add(account, cost);
        }
        ObjectNode json = Json.object().put("by", by.name().toLowerCase(Locale.ROOT));
        ArrayNode list = json.putArray("rows");
        rows.forEach((key, row) -> list.add(row.json(Json.object().put("key", key))));
        json.set("total", total.json(Json.object()));
        ArrayNode standing = json.putArray("budgets");
        budgets.get().forEach(budget -> standing.add(json(budget)));
        return Json.ok(json);
    }

    static ObjectNode json(Budget budget) {
        return Json.object()
                .put("scope", budget.scope().word())
                .put("key", budget.key())
                .put("used", budget.used())
                .put("limit", budget.limit())
                .put("mark", budget.mark());
    }

    /// A sum over models of different prices.
    private static final class Row {
        private long exchanges;
        private TokenSum tokens = TokenSum.NONE;
        private BigDecimal cost = BigDecimal.ZERO;
        private long priced;

        void add(Account account, Optional<BigDecimal> price) {
            exchanges += account.exchanges();
            tokens = tokens.plus(account.tokens());
            if (price.isPresent()) {
                cost = cost.add(price.get());
                priced += account.tokens().total();
            }
        }

        ObjectNode json(ObjectNode json) {
            json.put("exchanges", exchanges);
            SessionsRoutes.put(json, tokens);
            return json.put(
                            "cost",
                            priced == 0 ? null : cost.stripTrailingZeros().toPlainString())
                    .put("unpriced_tokens", tokens.total() - priced);
        }
    }
}
