package dev.errata.rules.store;

import dev.errata.logs.event.EventCodec;
import dev.errata.rules.session.Decision;
import dev.errata.rules.session.Session;
import dev.errata.rules.session.SessionBook.Filter;
import dev.errata.rules.session.SessionBook.Stored;
import dev.errata.rules.session.SessionChecksum;
import dev.errata.rules.session.TokenSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Table `sessions`. A row is read with mistrust: whatever stands in it, it can be shown.
final class SessionTable {
    static final String ONE = "SELECT * FROM sessions WHERE session = ?";
    static final String OPEN = "SELECT * FROM sessions WHERE client = ? AND workspace = ? AND named = 0"
            + " AND ended_at IS NULL ORDER BY last_at DESC LIMIT 1";
    static final String LIST = "SELECT * FROM sessions WHERE (last_at, session) < (?, ?)"
            + " AND (? = '' OR instr(lower(session || char(10) || client || char(10) || workspace || char(10) || model"
            + " || char(10) || files || char(10) || decisions), ?) > 0)"
            + " ORDER BY last_at DESC, session DESC LIMIT ?";
    static final String LIST_OF_CLIENT = LIST.replace("WHERE ", "WHERE client = ? AND ");
    static final String BEYOND = "SELECT session FROM sessions ORDER BY last_at DESC, session DESC LIMIT -1 OFFSET ?";
    static final String SINCE =
            "SELECT * FROM sessions WHERE client = ? AND last_at >= ? ORDER BY last_at DESC LIMIT 50";
    static final String DELETE = "DELETE FROM sessions WHERE session = ?";

    private static final String INSERT = "INSERT INTO sessions (session, named, client, workspace, model, started_at,"
            + " last_at, ended_at, exchanges, input_tokens, output_tokens, cached_tokens, reasoning_tokens,"
            + " estimated_tokens, files, decisions, version, checksum)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String UPDATE = "UPDATE sessions SET session = ?, named = ?, client = ?, workspace = ?, model = ?,"
            + " started_at = ?, last_at = ?, ended_at = ?, exchanges = ?, input_tokens = ?, output_tokens = ?,"
            + " cached_tokens = ?, reasoning_tokens = ?, estimated_tokens = ?, files = ?, decisions = ?, version = ?,"
            + " checksum = ? WHERE session = ? AND version = ?";

    private SessionTable() {}

    static Optional<Stored> one(Connection connection, String id) throws SQLException {
        return first(connection, ONE, id);
    }

    /// The one that a client's next turn belongs to, if it is not too old for that.
    static Optional<Stored> open(Connection connection, String client, String workspace) throws SQLException {
        return first(connection, OPEN, client, workspace);
    }

    private static Optional<Stored> first(Connection connection, String sql, String... keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < keys.length; i++) {
                select.setString(i + 1, keys[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    /// @param beforeAt of the last session of the page before, later than any for the first page
    static List<Stored> list(Connection connection, Filter filter, String beforeAt, String beforeId, int limit)
            throws SQLException {
        String client = filter.client();
        try (PreparedStatement select = connection.prepareStatement(client == null ? LIST : LIST_OF_CLIENT)) {
            int at = 0;
            if (client != null) {
                select.setString(++at, client);
            }
            String text = lower(filter.text());
            select.setString(++at, beforeAt);
            select.setString(++at, beforeId);
            select.setString(++at, text);
            select.setString(++at, text);
            select.setInt(++at, limit);
            List<Stored> page = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.add(read(rows));
                }
            }
            return page;
        }
    }

    /// As SQLite's own `lower` does it: the letters of ASCII.
    private static String lower(String text) {
        return text.codePoints()
                .map(c -> c >= 'A' && c <= 'Z' ? c + 32 : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The newest sessions of a client that went on at a time or later.
    static List<Stored> since(Connection connection, String client, Instant from) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setString(1, client);
            select.setString(2, time(from));
            List<Stored> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
            return found;
        }
    }

    static int insert(Connection connection, Session session) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            set(insert, session);
            return insert.executeUpdate();
        }
    }

    /// Puts the next version in the place of the one before; says whether that was still there.
    static boolean update(Connection connection, Session session) throws SQLException {
        return update(connection, session, session.version() - 1);
    }

    /// Puts a session in the place of an earlier version; says whether that was still there.
    static boolean update(Connection connection, Session session, long before) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            int at = set(update, session);
            update.setString(++at, session.id());
            update.setLong(++at, before);
            return update.executeUpdate() == 1;
        }
    }

    /// Ends a damaged session as it stands, so that nothing is added to it.
    static boolean close(Connection connection, String id, Instant at) throws SQLException {
        return change(connection, "UPDATE sessions SET ended_at = ? WHERE session = ?", time(at), id);
    }

    /// Gives a damaged session another name, so that its own is free.
    static boolean rename(Connection connection, String id, String to) throws SQLException {
        return change(connection, "UPDATE sessions SET session = ? WHERE session = ?", to, id);
    }

    static boolean delete(Connection connection, String id) throws SQLException {
        return change(connection, DELETE, id);
    }

    private static boolean change(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                change.setString(i + 1, values[i]);
            }
            return change.executeUpdate() > 0;
        }
    }

    /// Those beyond the number that is kept.
    static List<String> beyond(Connection connection, int kept) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BEYOND)) {
            select.setInt(1, kept);
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    static String time(Instant instant) {
        return EventCodec.time(instant);
    }

    private static int set(PreparedStatement row, Session session) throws SQLException {
        TokenSum tokens = session.tokens();
        Instant ended = session.endedAt();
        int at = 0;
        row.setString(++at, session.id());
        row.setInt(++at, session.named() ? 1 : 0);
        row.setString(++at, session.client());
        row.setString(++at, session.workspace());
        row.setString(++at, session.model());
        row.setString(++at, time(session.startedAt()));
        row.setString(++at, time(session.lastAt()));
        row.setString(++at, ended == null ? null : time(ended));
        row.setLong(++at, session.exchanges());
        row.setLong(++at, tokens.input());
        row.setLong(++at, tokens.output());
        row.setLong(++at, tokens.cached());
        row.setLong(++at, tokens.reasoning());
        row.setLong(++at, tokens.estimated());
        row.setString(++at, json(session.files()));
        row.setString(++at, DecisionText.write(session.decisions()));
        row.setLong(++at, session.version());
        row.setString(++at, SessionChecksum.of(session));
        return at;
    }

    private static Stored read(ResultSet row) throws SQLException {
        var damage = new StringBuilder();
        String ended = row.getString("ended_at");
        var session = new Session(
                text(row, "session"),
                row.getInt("named") != 0,
                text(row, "client"),
                text(row, "workspace"),
                text(row, "model"),
                instant(text(row, "started_at"), "started_at", damage),
                instant(text(row, "last_at"), "last_at", damage),
                ended == null ? null : instant(ended, "ended_at", damage),
                row.getLong("exchanges"),
                new TokenSum(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cached_tokens"),
                        row.getLong("reasoning_tokens"),
                        row.getLong("estimated_tokens")),
                list(text(row, "files"), "files", damage),
                decisions(text(row, "decisions"), damage),
                row.getLong("version"));
        if (damage.isEmpty() && !SessionChecksum.of(session).equals(row.getString("checksum"))) {
            damage.append("its content does not fit its checksum");
        }
        return new Stored(session, damage.toString());
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static Instant instant(String text, String column, StringBuilder damage) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            note(damage, column + " is no time");
            return Instant.EPOCH;
        }
    }

    private static List<Decision> decisions(String json, StringBuilder damage) {
        Optional<List<Decision>> read = DecisionText.read(json);
        if (read.isEmpty()) {
            note(damage, "decisions is no list of decisions");
        }
        return read.orElse(List.of());
    }

    private static List<String> list(String json, String column, StringBuilder damage) {
        List<String> list = new ArrayList<>();
        JsonNode array = null;
        try {
            array = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            // Said below.
        }
        if (array == null || !array.isArray()) {
            note(damage, column + " is no list");
            return list;
        }
        array.forEach(element -> list.add(element.asString("")));
        return list;
    }

    private static void note(StringBuilder damage, String fault) {
        damage.append(damage.isEmpty() ? "" : "; ").append(fault);
    }

    private static String json(List<String> list) {
        return JsonMapper.shared().writeValueAsString(list);
    }

    /// A session whose times are those that the table can hold.
    static Session exact(Session session) {
        Instant ended = session.endedAt();
        return new Session(
                session.id(),
                session.named(),
                session.client(),
                session.workspace(),
                session.model(),
                session.startedAt().truncatedTo(ChronoUnit.MILLIS),
                session.lastAt().truncatedTo(ChronoUnit.MILLIS),
                millis(ended),
                session.exchanges(),
                session.tokens(),
                session.files(),
                session.decisions(),
                session.version());
    }

    private static @Nullable Instant millis(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
