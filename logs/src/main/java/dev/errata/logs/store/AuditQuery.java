package dev.errata.logs.store;

import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.TextQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A query as SQL that goes over an index, in the order of the records' numbers, and stops at its limit.
///
/// One index leads: that of the words if there are any, else of the rule, exchange, model, client or type, in this
/// order;
/// the rest is asked of each row that it finds. A name that stands for several (a type's beginning, a glob) becomes one
/// statement for each, so that each stays in order; the caller merges them. Which one leads is written down (`INDEXED
/// BY`,
/// `CROSS JOIN`) and not left to the planner, which knows nothing of how the values are spread.
///
/// @param values for the question marks, in order
record AuditQuery(String sql, List<Object> values) {
    private static final String SELECT = "SELECT r.seq, s.name, r.start FROM ";
    private static final long FAR_SECONDS = 1L << 50;
    private static final String SEGMENT = " CROSS JOIN audit_name s ON s.id = r.segment";

    AuditQuery {
        values = List.copyOf(values);
    }

    /// Which numbers, how many, and in which order.
    ///
    /// @param after exclusive
    /// @param before exclusive
    record Range(long after, long before, int limit, boolean newest) {}

    /// The statements for a query; none if a name that it asks for stands nowhere.
    static List<AuditQuery> of(JournalQuery query, Range range, Connection connection) throws SQLException {
        var names = new Names(connection);
        List<Long> types = names.types(query.type());
        List<Long> models = names.like(query.model());
        List<Long> clients = names.like(query.client());
        if (types.isEmpty() || models.isEmpty() || clients.isEmpty()) {
            return List.of();
        }
        Range bounds = names.bounds(query, range);
        var builder = new Builder(query, bounds, types, models, clients);
        TextQuery text = TextQuery.of(query);
        if (text != null) {
            return List.of(builder.text(text));
        }
        if (query.rule() != null) {
            return List.of(builder.rule(query.rule()));
        }
        if (query.exchange() != null) {
            return List.of(builder.by("exchange", query.exchange()));
        }
        if (query.model() != null) {
            return models.stream().map(id -> builder.by("model", id)).toList();
        }
        if (query.client() != null) {
            return clients.stream().map(id -> builder.by("client", id)).toList();
        }
        return query.type() != null
                ? types.stream().map(id -> builder.by("type", id)).toList()
                : List.of(builder.all());
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    /// What people type, resolved to the numbers that stand for it.
    private record Names(Connection connection) {
        /// Where nothing is asked for, a list that is not empty and not used.
        private static final List<Long> ANY = List.of(-1L);

        List<Long> types(@Nullable String type) throws SQLException {
            if (type == null) {
                return ANY;
            }
            String begin = type.endsWith(".") ? type : type + ".";
            return ids(
                    "SELECT id FROM audit_name WHERE name = ? UNION SELECT id FROM audit_name WHERE name >= ? AND name"
                            + " < ?",
                    type,
                    begin,
                    begin + Character.MAX_VALUE);
        }

        List<Long> like(@Nullable String name) throws SQLException {
            if (name == null) {
                return ANY;
            }
            String glob = name.replace("[", "[[]").replace("?", "[?]");
            return name.contains("*")
                    ? ids("SELECT id FROM audit_name WHERE name GLOB ?", glob)
                    : ids("SELECT id FROM audit_name WHERE name = ?", name);
        }

        private List<Long> ids(String sql, String... values) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setString(i + 1, values[i]);
                }
                var ids = new ArrayList<Long>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                    }
                }
                return ids;
            }
        }

        /// A time as numbers: the clock may have been set back, so the outermost ones count.
        Range bounds(JournalQuery query, Range range) throws SQLException {
            long after = range.after;
            long before = range.before;
            Instant from = query.from();
            Instant to = query.to();
            if (from != null) {
                after = Math.max(
                        after,
                        number(
                                "SELECT min(seq) - 1 FROM audit_record INDEXED BY audit_record_at WHERE at >= ?",
                                from,
                                Long.MAX_VALUE - 1));
            }
            if (to != null) {
                before = Math.min(
                        before,
                        number("SELECT max(seq) + 1 FROM audit_record INDEXED BY audit_record_at WHERE at < ?", to, 0));
            }
            return new Range(after, before, range.limit, range.newest);
        }

        private long number(String sql, Instant at, long none) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, millis(at));
                try (ResultSet row = select.executeQuery()) {
                    long number = row.next() ? row.getLong(1) : none;
                    return row.wasNull() ? none : number;
                }
            }
        }
    }

    /// Instants are written in milliseconds: one that lies between two of them asks for the later one.
    private static long millis(Instant at) {
        if (Math.abs(at.getEpochSecond()) > FAR_SECONDS) {
            return at.getEpochSecond() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        long millis = at.toEpochMilli();
        return Instant.ofEpochMilli(millis).isBefore(at) ? millis + 1 : millis;
    }

    private record Builder(JournalQuery query, Range range, List<Long> types, List<Long> models, List<Long> clients) {

        AuditQuery text(TextQuery text) {
            List<List<String>> phrases = new ArrayList<>(text.phrases());
            if (query.exchange() != null) {
                phrases.addAll(TextQuery.of(query.exchange()).phrases());
            }
            String match = phrases.stream()
                    .map(words -> "\"" + String.join(" ", words) + "\" *")
                    .collect(Collectors.joining(" "));
            return finish(
                    "audit_text CROSS JOIN audit_record r ON r.seq = audit_text.rowid",
                    "audit_text MATCH ?",
                    match,
                    "audit_text.rowid",
                    "");
        }

        AuditQuery rule(long rule) {
            return finish(
                    "audit_rule x CROSS JOIN audit_record r ON r.seq = x.seq", "x.rule = ?", rule, "x.seq", "rule");
        }

        AuditQuery by(String column, Object value) {
            return finish(
                    "audit_record r INDEXED BY audit_record_" + column, "r." + column + " = ?", value, "r.seq", column);
        }

        AuditQuery all() {
            return finish("audit_record r", "1 = ?", 1, "r.seq", "");
        }

        /// @param number the column of the leading table that has the record's number
        /// @param asked what the leading index has asked for already
        private AuditQuery finish(String tables, String first, Object firstValue, String number, String asked) {
            var sql = new StringBuilder(SELECT + tables + SEGMENT + " WHERE " + first);
            var values = new ArrayList<Object>(List.of(firstValue));
            add(sql, values, number + " > ?", range.after);
            add(sql, values, number + " < ?", range.before);
            if (query.from() != null) {
                add(sql, values, "+r.at >= ?", millis(query.from()));
            }
            if (query.to() != null) {
                add(sql, values, "+r.at < ?", millis(query.to()));
            }
            if (query.rule() != null && !asked.equals("rule")) {
                add(
                        sql,
                        values,
                        "EXISTS (SELECT 1 FROM audit_rule y WHERE y.rule = ? AND y.seq = r.seq)",
                        query.rule());
            }
            if (query.exchange() != null && !asked.equals("exchange")) {
                add(sql, values, "+r.exchange = ?", query.exchange());
            }
            among(sql, "model", query.model() == null || asked.equals("model") ? List.of() : models);
            among(sql, "client", query.client() == null || asked.equals("client") ? List.of() : clients);
            among(sql, "type", query.type() == null || asked.equals("type") ? List.of() : types);
            sql.append(" ORDER BY ").append(number).append(range.newest ? " DESC" : " ASC");
            values.add(range.limit);
            return new AuditQuery(sql.append(" LIMIT ?").toString(), values);
        }

        private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
            sql.append(" AND ").append(condition);
            values.add(value);
        }

        private static void among(StringBuilder sql, String column, List<Long> ids) {
            if (!ids.isEmpty()) {
                sql.append(" AND +r.")
                        .append(column)
                        .append(ids.stream().map(String::valueOf).collect(Collectors.joining(", ", " IN (", ")")));
            }
        }
    }
}
