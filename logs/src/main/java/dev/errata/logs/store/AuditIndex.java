package dev.errata.logs.store;

import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Place;
import dev.errata.logs.read.SearchWords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The journal's search index in the home's database: finds where records stand that fit a query.
///
/// A batch and how far it brings the index are one transaction, so that a crash leaves it whole and behind, never
/// wrong.
///
/// **Thread:** any but an event loop and the FX thread; it waits for the database. **Errors:** [StoreException].
public final class AuditIndex {
    private final Database database;

    public AuditIndex(Database database) {
        this.database = database;
    }

    /// How far an index has come.
    ///
    /// @param seq its last record, 0 if it is empty
    /// @param hash that record's hash
    public record Head(long seq, String hash) {
        /// Of an empty index.
        public static final Head NONE = new Head(0, "");
    }

    /// How far it has come.
    public Head head() {
        return database.read(AuditIndex::head);
    }

    /// Adds records, which follow those it has; ones that it has are passed over.
    public Head add(List<Place.Placed> records) {
        List<Entry> entries = records.stream().map(Entry::of).toList();
        return database.writeAndWait(connection -> {
            Head before = head(connection);
            Head after = before;
            try (Insertion into = new Insertion(connection)) {
                for (Entry entry : entries) {
                    if (entry.placed.place().seq() > before.seq) {
                        into.add(entry);
                        after = new Head(entry.placed.place().seq(), entry.hash);
                    }
                }
            }
            try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO audit_indexed (id, seq, hash)"
                    + " VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash")) {
                upsert.setLong(1, after.seq);
                upsert.setString(2, after.hash);
                upsert.executeUpdate();
            }
            return after;
        });
    }

    /// Empties it, so that it is made again from the first record.
    public void clear() {
        database.writeAndWait(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO audit_text (audit_text) VALUES ('delete-all')");
                for (String table : List.of("audit_rule", "audit_record", "audit_name", "audit_indexed")) {
                    statement.executeUpdate("DELETE FROM " + table);
                }
                return 0;
            }
        });
    }

    /// Where the newest records stand that fit a query, newest first.
    ///
    /// @param afterSeq exclusive
    /// @param beforeSeq exclusive
    public List<Place> newest(JournalQuery query, long afterSeq, long beforeSeq, int limit) {
        return find(query, new AuditQuery.Range(afterSeq, beforeSeq, limit, true));
    }

    /// Where the oldest records stand that fit a query, oldest first.
    ///
    /// @param afterSeq exclusive
    /// @param beforeSeq exclusive
    public List<Place> oldest(JournalQuery query, long afterSeq, long beforeSeq, int limit) {
        return find(query, new AuditQuery.Range(afterSeq, beforeSeq, limit, false));
    }

    private List<Place> find(JournalQuery query, AuditQuery.Range range) {
        return database.read(connection -> {
            var found = new ArrayList<Place>();
            for (AuditQuery each : AuditQuery.of(query, range, connection)) {
                try (PreparedStatement select = each.prepare(connection);
                        ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        found.add(new Place(rows.getLong(1), rows.getString(2), rows.getLong(3)));
                    }
                }
            }
            Comparator<Place> order = Comparator.comparingLong(Place::seq);
            return found.stream()
                    .sorted(range.newest() ? order.reversed() : order)
                    .limit(range.limit())
                    .toList();
        });
    }

    private static Head head(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT seq, hash FROM audit_indexed WHERE id = 1")) {
            return row.next() ? new Head(row.getLong(1), row.getString(2)) : Head.NONE;
        }
    }

    /// What the index keeps of a record; made on the caller's thread, so that the writer's has less to do.
    private record Entry(
            Place.Placed placed,
            @Nullable String exchange,
            @Nullable String model,
            @Nullable String client,
            Set<Long> rules,
            String words,
            String hash) {

        static Entry of(Place.Placed placed) {
            JsonNode body = placed.record().body();
            var rules = new HashSet<Long>();
            rule(body, rules);
            body.path("rewrites").forEach(each -> rule(each, rules));
            body.path("observed").forEach(each -> rule(each, rules));
            return new Entry(
                    placed,
                    text(body, "exchange"),
                    text(body, "model"),
                    text(body, "client"),
                    rules,
                    String.join(" ", SearchWords.of(body)),
                    body.path("hash").asString(""));
        }

        private static void rule(JsonNode node, Set<Long> rules) {
            JsonNode rule = node.path("rule");
            if (rule.isIntegralNumber()) {
                rules.add(rule.asLong());
            }
        }

        private static @Nullable String text(JsonNode body, String field) {
            JsonNode value = body.path(field);
            return value.isString() ? value.asString() : null;
        }
    }

    /// The statements that add records, for one transaction.
    private static final class Insertion implements AutoCloseable {
        private final PreparedStatement record;
        private final PreparedStatement rule;
        private final PreparedStatement text;
        private final PreparedStatement name;
        private final PreparedStatement nameId;
        private final Map<String, Long> names = new HashMap<>();

        Insertion(Connection connection) throws SQLException {
            record = connection.prepareStatement("INSERT OR IGNORE INTO audit_record"
                    + " (seq, at, type, exchange, model, client, segment, start) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            rule = connection.prepareStatement("INSERT OR IGNORE INTO audit_rule (rule, seq) VALUES (?, ?)");
            text = connection.prepareStatement("INSERT INTO audit_text (rowid, words) VALUES (?, ?)");
            name = connection.prepareStatement("INSERT OR IGNORE INTO audit_name (name) VALUES (?)");
            nameId = connection.prepareStatement("SELECT id FROM audit_name WHERE name = ?");
        }

        void add(Entry entry) throws SQLException {
            JournalRecord source = entry.placed.record();
            record.setLong(1, source.seq());
            record.setLong(2, source.ts().toEpochMilli());
            record.setLong(3, id(source.type()));
            record.setString(4, entry.exchange);
            setName(5, entry.model);
            setName(6, entry.client);
            record.setLong(7, id(entry.placed.place().segment()));
            record.setLong(8, entry.placed.place().start());
            if (record.executeUpdate() == 0) {
                return;
            }
            text.setLong(1, source.seq());
            text.setString(2, entry.words);
            text.executeUpdate();
            for (Long each : entry.rules) {
                rule.setLong(1, each);
                rule.setLong(2, source.seq());
                rule.executeUpdate();
            }
        }

        private void setName(int index, @Nullable String value) throws SQLException {
            if (value == null) {
                record.setNull(index, Types.INTEGER);
            } else {
                record.setLong(index, id(value));
            }
        }

        private long id(String value) throws SQLException {
            Long known = names.get(value);
            if (known != null) {
                return known;
            }
            name.setString(1, value);
            name.executeUpdate();
            nameId.setString(1, value);
            try (ResultSet row = nameId.executeQuery()) {
                row.next();
                long id = row.getLong(1);
                names.put(value, id);
                return id;
            }
        }

        @Override
        public void close() throws SQLException {
            try (record;
                    rule;
                    text;
                    name;
                    nameId) {
                names.clear();
            }
        }
    }
}
